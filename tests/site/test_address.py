"""Commands in another terminal speak of the city that is open, wherever it listens."""

from tests.site.living import City

ADDRESS = "http://127.0.0.1:8123"


def test_a_conversation_elsewhere_tells_the_address_of_the_open_city(city: City) -> None:
    with city.serving():
        (city.var / "postgres" / "address").write_text(ADDRESS)
        assert f"{ADDRESS}/resume" in city.do("talk", "street-defect")
        told = city.do("talk", "street-defect", SPORTELLO_BASE_URL="https://city.example")
        assert "https://city.example/resume" in told
    assert ADDRESS not in city.do("talk", "street-defect")
