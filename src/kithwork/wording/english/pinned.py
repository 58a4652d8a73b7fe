"""The hashes of the models of English letters; `kithwork.wording.train` and `tune` write them."""

MODEL_SHA256 = "1298f91aca784f6e64439af11ac04037cb231dc104c014a76d79f99b346d0500"
ENCODER_SHA256 = "b6f1d39cbe999d4c4d09e83daeac74d639cef4bfccd5003a06e6a19c68eb491d"
