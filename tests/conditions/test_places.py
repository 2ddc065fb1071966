"""Places that nest, and countries too coarse for the law of their parts."""

import pytest

from policygen.library.model import Library


@pytest.mark.parametrize(
    ("regions", "place", "expected"),
    [
        (("GB-ENG", "GB-SCT", "GB-WLS"), "GB", True),
        (("GB-WLS", "GB-SCT", "IE", "GB-ENG"), "GB", True),
        (("GB-ENG", "GB-WLS"), "GB", None),
        (("GB-NIR",), "GB", None),
        (("GB-ENG", "GB-SCT", "GB-WLS"), "GB-NIR", False),
        (("US-NY", "US-CA"), "US", None),
        (("GB",), "GB-ENG", True),
    ],
)
def test_what_holds_in_all_the_main_parts_of_a_country_holds_for_whoever_names_it_alone(
    library: Library, regions: tuple[str, ...], place: str, expected: bool | None
) -> None:
    assert library.atlas.any_in(regions, (place,)) is expected
