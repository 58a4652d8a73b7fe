"""The hashes of the models of English letters; `kithwork.wording.train` and `tune` write them."""

MODEL_SHA256 = "d05f38eb1a71c86aa1147a7b027d3069cc2588ff61fd48338f1b64fcb749c909"
ENCODER_SHA256 = "4ff25b72ef917114f1832422ff847e4be73c8f1c6e125b30094798f608e287d3"
