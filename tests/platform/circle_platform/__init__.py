"""The far end of the terminal's line: a strict stand-in for the central medical-insurance platform.

Written from the interface document alone, apart from the terminal's relay, so that one misreading cannot pass on
both sides. Nothing here is imported by, or imports, anything outside tests/.
"""
