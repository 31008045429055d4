"""The second factor's picture: a browser must show it, and a telephone must read it."""

import xml.etree.ElementTree as ET

from services.routing.web.qr_code import picture_of


def test_the_picture_is_a_file_that_browsers_know_as_one():
    drawn = ET.fromstring(picture_of("otpauth://totp/1022:truc-01?secret=JBSWY3DPEHPK3PXP&issuer=1022"))
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert int(drawn.get("width")) == int(drawn.get("height")) > 200
