"""The hash of the trained model of English letters; `kithwork.wording.train` writes it."""

MODEL_SHA256 = "c83148d49c543fcff8196eef0ca0dd032029ddde9c31be572a543e23cf75e76b"
