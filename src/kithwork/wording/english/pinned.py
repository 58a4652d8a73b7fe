"""The hash of the model of English letters; `kithwork.wording.train` writes it."""

MODEL_SHA256 = "5bde30ac93b70bf8cfb0b0bf583ed27c1da841f1c395b1bdeafd6c5537011cd3"
