"""The hash of the trained model of English letters; `kithwork.wording.train` writes it."""

MODEL_SHA256 = "fd4865d523c2e10ef2d04418a3f921784662f41d0683af60fb685fb66b533628"
