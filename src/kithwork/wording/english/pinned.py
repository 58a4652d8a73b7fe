"""The hashes of the models of English letters; `kithwork.wording.train` and `tune` write them."""

MODEL_SHA256 = "4937307b1733328963f552d2960b3ec37ee80f97fcc2415be416ea4869225cd0"
ENCODER_SHA256 = "b06c9158ade0be71d224849218a9af7a31a7b467128ad5084991fc57ae7b0dd9"
