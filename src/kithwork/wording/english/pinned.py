"""The hash of the model of English letters; `kithwork.wording.train` writes it."""

MODEL_SHA256 = "401cd05522fb91dcc1f8944c95fd3d934ef248c694fd37a8ef9c010a78f280e3"
