"""Companies and associations that are on no list: made up of a family name or a place-like word, a trade and a form of law."""

from collections.abc import Iterator
from pathlib import Path

from fit.chance import chosen, share
from fit.ordinary import Ordinary
from fit.pairs import Side
from fit.popular import ARAB, by_country

_HABITS = {
    "en": (
        ("us", "gb", "ca", "au", "ae", "in", "pk", "ng", "ke", "sg", "cy", "mt"),
        "Trading;General Trading;Shipping;Marine Services;Logistics;Construction;Engineering;Consulting;Holdings;Foods;Import Export;"  # noqa: ISC004
        "Industries;Petroleum;Travel & Tourism;Real Estate;Medical Supplies;Textiles;Exchange;Charity Foundation;Relief Society;Investment Group",
        "Ltd;LLC;Limited;Inc.;FZE;Co. Ltd;& Sons;Corporation;PLC;(Pvt) Ltd",
    ),
    "es": (
        ("es", "mx", "co", "pe", "cl", "ar", "ec", "pa", "ve"),
        "Comercializadora;Inversiones;Inmobiliaria;Transportes;Constructora;Agropecuaria;Distribuidora;Servicios;Exportadora;Fundación",
        "S.A.;S.A. de C.V.;Ltda.;S.L.;y Cía.;S.A.S.",
    ),
    "fr": (("fr", "be", "ma", "dz", "tn"), "Transport;Commerce;Bâtiment;Conseil;Immobilier;Import-Export;Pharmacie", "SARL;SA;SAS;et Fils"),
    "de": (("de", "at", "ch"), "Handel;Maschinenbau;Bau;Logistik;Beratung;Elektrotechnik;Verlag", "GmbH;AG;GmbH & Co. KG;e.V.;KG"),
    "tr": (("tr",), "Ticaret;İnşaat;Denizcilik;Gıda Sanayi;Tekstil;Lojistik;Petrol", "A.Ş.;Ltd. Şti.;ve Oğulları"),
    "ru": (("ru", "kz", "by", "kg"), "Stroy;Trans;Prom;Torg;Servis;Invest;Neft;Agro;Tekhnologii;Grupp", "OOO;LLC;JSC;TOO;ZAO"),
}  # fmt: skip
"""language -> countries, trades, forms of law"""


def bodies(folder: Path, count: int) -> Iterator[Ordinary]:
    """`count` of them, English ones most."""
    tables = by_country(folder)
    languages = ["en", "en", "en", "es", "fr", "de", "tr", "ru"]
    for order in range(count):
        key = f"body {order}"
        countries, trades, forms = _HABITS[chosen(languages, key, "language")]
        country = chosen(countries, key, "country")
        names = tables.get(country) or tables.get(f"{country}/{ARAB}") or tables["us"]
        family = chosen(names.family, key, "family")[0]
        trade, form = chosen(trades.split(";"), key, "trade"), chosen(forms.split(";"), key, "form")
        words = [family, trade] if share("order", key) < 0.7 else [trade, family]
        side = Side(
            "Company" if share("company", key) < 0.5 else "Organization",
            (" ".join([*words, form]),),
            countries=(country,),
        )
        yield Ordinary(key, side, country)
