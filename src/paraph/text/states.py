"""Names that delegations go by: the members of the United Nations, and standing groups of states.

Short names as in common use. They tell "[Canada, Japan: ...]", which names who stands behind a
wording, from "[Finance, Technology: ...]", which is a heading; they name nobody's position.
"""

from __future__ import annotations

_STATES = """
Afghanistan; Albania; Algeria; Andorra; Angola; Antigua and Barbuda; Argentina; Armenia; Australia;
Austria; Azerbaijan; Bahamas; Bahrain; Bangladesh; Barbados; Belarus; Belgium; Belize; Benin;
Bhutan; Bolivia; Bosnia and Herzegovina; Botswana; Brazil; Brunei; Brunei Darussalam; Bulgaria;
Burkina Faso; Burundi; Cabo Verde; Cambodia; Cameroon; Canada; Central African Republic; Chad;
Chile; China; Colombia; Comoros; Congo; Costa Rica; Côte d’Ivoire; Croatia; Cuba; Cyprus; Czechia;
Czech Republic; Democratic Republic of the Congo; Denmark; Djibouti; Dominica; Dominican Republic;
DPRK; Ecuador; Egypt; El Salvador; Equatorial Guinea; Eritrea; Estonia; Eswatini; Ethiopia; Fiji;
Finland; France; Gabon; Gambia; Georgia; Germany; Ghana; Greece; Grenada; Guatemala; Guinea;
Guinea-Bissau; Guyana; Haiti; Holy See; Honduras; Hungary; Iceland; India; Indonesia; Iran; Iraq;
Ireland; Israel; Italy; Jamaica; Japan; Jordan; Kazakhstan; Kenya; Kiribati; Korea; Kuwait;
Kyrgyzstan; Laos; Latvia; Lebanon; Lesotho; Liberia; Libya; Liechtenstein; Lithuania; Luxembourg;
Madagascar; Malawi; Malaysia; Maldives; Mali; Malta; Marshall Islands; Mauritania; Mauritius;
Mexico; Micronesia; Moldova; Monaco; Mongolia; Montenegro; Morocco; Mozambique; Myanmar; Namibia;
Nauru; Nepal; Netherlands; New Zealand; Nicaragua; Niger; Nigeria; North Korea; North Macedonia;
Norway; Oman; Pakistan; Palau; Palestine; Panama; Papua New Guinea; Paraguay; Peru; Philippines;
Poland; Portugal; Qatar; Republic of Korea; Romania; Russia; Russian Federation; Rwanda;
Saint Kitts and Nevis; Saint Lucia; Saint Vincent and the Grenadines; Samoa; San Marino;
Sao Tome and Principe; Saudi Arabia; Senegal; Serbia; Seychelles; Sierra Leone; Singapore;
Slovakia; Slovenia; Solomon Islands; Somalia; South Africa; South Korea; South Sudan; Spain;
Sri Lanka; Sudan; Suriname; Sweden; Switzerland; Syria; Tajikistan; Tanzania; Thailand;
Timor-Leste; Togo; Tonga; Trinidad and Tobago; Tunisia; Türkiye; Turkey; Turkmenistan; Tuvalu;
Uganda; Ukraine; United Arab Emirates; United Kingdom; United Republic of Tanzania; United States;
United States of America; Uruguay; Uzbekistan; Vanuatu; Venezuela; Viet Nam; Vietnam; Yemen;
Zambia; Zimbabwe
"""
_GROUPS = """
African Group; Africa Group; African Union; Arab Group; Arab League; ASEAN; CARICOM; CANZ;
European Union; G77; G-77; G77 and China; G-77 and China; GRULAC; Holy See; LMDC; MERCOSUR;
Pacific Islands Forum; Umbrella Group; Visegrad Group
"""


def _split(names: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in names.split(";"))


DELEGATIONS = _split(_STATES) | _split(_GROUPS)
