"""Code tables of platform-interface §5, as far as a request can be checked by them."""

PSN_CERT_TYPE = tuple(f"{n:02d}" for n in range(1, 17)) + ("90", "99")
INSUTYPE = ("310", "320", "330", "340", "350", "360", "370", "380", "390", "391", "392", "399", "410", "510")
BIZ_APPY_TYPE = tuple(f"{n:02d}" for n in range(1, 21)) + ("99",)
AGNTER_RLTS = ("1", "2", "4", "5", "6", "7", "8", "9")  # no 3 there
REFL_TYPE = ("1", "2", "3")
DCLA_SOUC = ("01", "02", "03", "04", "05", "99")
RLOC_REA = ("02", "06", "07")  # §4.10; seen in one province, no other list is public
