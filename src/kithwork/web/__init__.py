"""The pages: they translate, they decide nothing."""
