"""The services of the 1022 hotline: each sub-package is one deployable program; `kit` is the only code they share."""
