"""The hash of the model of English letters; `kithwork.wording.train` writes it."""

MODEL_SHA256 = "33799c1bf0d8b961a05d4dcfe6863e834b8de13a7f50c8be86c3ee9561344279"
