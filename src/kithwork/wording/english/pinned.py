"""The hash of the model of English letters; `kithwork.wording.train` writes it."""

MODEL_SHA256 = "efacccaa788068e8f82d9dfb007abcc4f68651ada393ba335ba75b1586c0cce0"
