"""Texts that have broken such tools before."""

MARKUP = (
    "# Heading",
    "**bold** _italic_ `code` [link](javascript:alert(1)) ![image](x)",
    "| a | b |\n|---|---|",
    "- item\n- item",
    "{{ 7*7 }}",
    "{{7*7}} {{ config }} {{ self.__class__.__mro__ }}",
    "{% for x in y %}{{ x }}{% endfor %}",
    "{# comment #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "<script>alert('x')</script>",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "]]><!-- --><![CDATA[ &amp; &lt; &#x41;",
    "&lt;b&gt; & < > \" '",
    "=cmd|' /C calc'!A0",
    "=cmd()",
    "+1+1", "-1-1", "@SUM(A1)",
    "[Confirm: who owns this policy]",
    "confirm:training=yearly",
    "--- \n... ",
    "key: value # comment",
    "%PDF %s %d {0} {name}",
    "../../etc/passwd",
    "C:\\Windows\\System32",
    "\\n \\t \\u0041",
    "$(id) `id` ; | && id",
    "'; DROP TABLE clauses; --",
    "colour organise behaviour",
)  # fmt: skip
"""Printable on one line once spaces are joined: they must come through as they are."""

FOREIGN = (
    "مقهى الميناء",
    "בית קפה הנמל",
    "Kahvehane Ağaçlı Çeşme İĞŞ",
    "株式会社カフェ",
    "Кафе «Гавань»",
    "ร้านกาแฟ",
    "नमस्ते कैफ़े",
    "👩‍👩‍👧‍👦🏳️‍🌈 Café 🫖",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "e\u0301 \u00e9",
    "ﬁ ligature ß ǆ",
    "𝕬𝖑𝖕𝖍𝖆 𠜎𠜱",
    "‟smart” ‘quotes’ – — …",
)
"""Names of any script: they must come through as they are."""

UNPRINTABLE = (
    "a\x00b",
    "a\x07\x08\x1b[31mred\x1b[0m",
    "a\x0b\x0cb",
    "a\x85b",
    "a\ufeffb",
    "a\ufffe\uffffb",
    "\u202egnp.exe\u202c",
    "\u2066isolate\u2069",
    "a\u2028b\u2029c",
    "tab\there\r\nand lines",
)
"""What cannot be printed in them is left out, and somebody is told."""

LONG = ("x" * 10_000, "word " * 2_000, "😀" * 10_000)
"""Too long for an answer: a clear finding."""
