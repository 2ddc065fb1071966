"""Two realistic policies, made by hand: a café's short one and a broker-dealer's full one."""

from dataclasses import replace

from policygen.document.model import (
    Block,
    Confirm,
    Contents,
    Document,
    Emphasis,
    Exact,
    Heading,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    Part,
    PartKind,
    Properties,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)

Words = str | Inline


def inlines(*words: Words) -> tuple[Inline, ...]:
    return tuple(Text(word) if isinstance(word, str) else word for word in words)


def rule(*words: Words) -> Paragraph:
    return Paragraph(inlines(*words), "rule")


def titled(title: str, *words: Words) -> Paragraph:
    return Paragraph((Strong(inlines(title)), *inlines(*words)), "titled-rule")


def numbered(*words: Words) -> Paragraph:
    return Paragraph(inlines(*words), "numbered-rule")


def always(*words: Words) -> Paragraph:
    return Paragraph(inlines(*words), "always")


def rights(*words: Words) -> Paragraph:
    return Paragraph(inlines(*words), "rights")


def body(*words: Words) -> Paragraph:
    return Paragraph(inlines(*words))


def lead(*words: Words) -> Paragraph:
    return Paragraph(inlines(*words), "lead")


def bullets(*items: str | tuple[str, tuple[str, ...]]) -> ItemList:
    return ItemList(tuple(_item(item) for item in items))


def _item(item: str | tuple[str, tuple[str, ...]]) -> Item:
    if isinstance(item, str):
        return Item(inlines(item))
    return Item(inlines(item[0]), bullets(*item[1]))


def ordered(*items: str) -> ItemList:
    return ItemList(tuple(Item(inlines(item)) for item in items), ordered=True)


def part(name: str, *blocks: Block, kind: PartKind = "clause", title: str = "", statutory: bool = False) -> Part:
    return Part(Origin(name, kind, title or name.replace(".", " ").capitalize(), statutory=statutory), blocks)


def section(name: str, title: str, *, is_numbered: bool = True) -> Part:
    return part(f"section:{name}", Heading(1, inlines(title), is_numbered), kind="section", title=title)


def clause(name: str, title: str, *blocks: Block) -> Part:
    return part(name, Heading(2, inlines(title)), *blocks, title=title)


def table(name: str, columns: tuple[str, ...], *rows: tuple[Words, ...], widths: tuple[int, ...] = ()) -> Table:
    return Table(
        name,
        columns,
        tuple(Row(f"{name}-{index}", tuple(inlines(cell) for cell in row)) for index, row in enumerate(rows)),
        widths=widths,
    )


def control(*rows: tuple[Words, Words]) -> Table:
    return replace(table("control", ("", ""), *rows, widths=(3, 7)), role="control")


def lettered_policy() -> Document:
    """A full policy whose second chapter has a rule with three more under letters, one of them an addendum, one with a title."""
    return Document(
        FULL_PROPERTIES,
        (
            part("section:one", Heading(2, inlines("Ours")), kind="section"),
            part("one", titled("Ask first.", " Ask Sam.")),
            part("section:two", Heading(2, inlines("Yours")), kind="section"),
            part("two", titled("Your own views.", " Speak for yourself."), rule("Nobody may make you follow us.")),
            part(
                "two.more", body("At work:"), rule(Strong(inlines("Say it.")), " Say you work here."), kind="addendum"
            ),
            part("two.last", rule("Ask if unsure."), kind="addendum"),
            part("three", titled("Settings.", " See who can read."), rule("Old posts too.")),
        ),
    )


LETTERS = ("2.1 a", "2.1 b", "2.1 c", "2.2 a")


# ---- the short policy ----------------------------------------------------------------------------------------------

SHORT_PROPERTIES = Properties(
    title="Social media at Harbour Street Café",
    subject="Social media policy",
    organisation="Harbour Street Café",
    language="en-GB",
    paper="a4",
    kind="policy",
    depth="short",
    version="1",
    date="2026-11-22",
    description="Drafting help, not legal advice.",
    edition="Version 1",
)

_SHORT_TITLE = part(
    "title",
    Paragraph(inlines("Social media policy"), "title"),
    Paragraph(inlines("Harbour Street Café"), "subtitle"),
    Paragraph(
        inlines(
            "Version 1 · 22 November 2026 · Next review: November 2027",
            LineBreak(),
            "Ask, or tell us what does not work: ",
            Strong(inlines("Sam Okafor")),
            ", owner, ",
            Link("mailto:sam@harbourstreet.example", inlines("sam@harbourstreet.example")),
        ),
        "meta",
    ),
    kind="title",
)


def _short_rules() -> tuple[Part, ...]:
    return (
        section("official", "Posting for the café", is_numbered=False),
        part(
            "accounts.ours",
            numbered(
                "Our accounts are on Instagram, Facebook and Google Business Profile. You must post from them only if "
                "Sam has asked you to. Ask Sam before opening another in our name."
            ),
        ),
        part("accounts.name", numbered("We should use one name on all of them, so that customers know it is us.")),
        part(
            "accounts.security",
            numbered(
                "If you set up or run an account, you must use the café’s email address, two-step sign-in and a second "
                "person who can get in. You must not share a sign-in code."
            ),
        ),
        part(
            "content.permanent",
            numbered(
                "Before you post, check that it is true and that we may use it. A post can be copied and kept for "
                "good, even after we delete it."
            ),
        ),
        part(
            "content.pictures",
            numbered(
                "You must ask before you post a picture of a customer or a colleague. For a child, ask the parent. You "
                "must not post pictures from security cameras."
            ),
            always("You may take and share pictures of your own working conditions."),
        ),
        part(
            "content.music",
            numbered(
                "You must use only music, photos and words that we made or are allowed to use. Naming the maker is not "
                "permission."
            ),
        ),
        part(
            "content.adverts",
            numbered(
                "If you praise the café online, you must say in that post that you work here. If we paid or gave "
                "something for a post, it must say “Ad”."
            ),
        ),
        section("replies", "When people talk to us", is_numbered=False),
        part(
            "replies.promise",
            numbered(
                "We aim to answer comments, messages and reviews by the end of our next working day. If you cannot "
                "answer, say that we have seen it and pass it to Sam."
            ),
        ),
        part(
            "replies.bad",
            numbered(
                "Stay calm with a bad comment. Thank them, put right what you can, and invite them to contact us "
                "privately. You must not argue, share a customer’s details, or delete it because it is critical."
            ),
        ),
        part(
            "replies.allergies",
            numbered("Questions about allergies or food safety go to Sam. You must not answer them online yourself."),
        ),
        part(
            "security.phishing",
            numbered(
                "A message that rushes you to sign in, pay or click is often fake. Do not click. Open the app yourself "
                "and show Sam (see ",
                Reference("accounts.security", "Keep accounts safe"),
                ").",
            ),
        ),
        part(
            "wellbeing.abuse",
            numbered(
                "You do not have to put up with abuse. Stop replying, save a copy and tell Sam, who will take over."
            ),
        ),
        section("personal", "Your own accounts", is_numbered=False),
        part(
            "personal.linked",
            numbered(
                "Your own accounts are yours. People may still link a post to your job, most of all if your profile is "
                "public or names us."
            ),
        ),
        part(
            "personal.own-views",
            numbered("You are free to speak for yourself. Do not give the impression that you speak for us."),
            always("You never need our permission to speak for yourself."),
        ),
        part(
            "personal.harassment",
            numbered(
                "You must not threaten or harass people you know through work, online or off. That includes sexual "
                "comments, and abuse about race, religion, sex, disability, age or who they love."
            ),
            always("A heated argument about work is not harassment."),
            rights("Your rights in ", Reference("rights.working-conditions", "Your rights at work"), " come first."),
        ),
        part(
            "personal.falsehood",
            numbered("You must not post what you know is false about our food, our customers or each other."),
            always("An honest bad opinion is not a lie."),
        ),
        part(
            "personal.secrets",
            numbered("You must not post customers’ details, passwords, door or till codes, or recipes we keep secret."),
            always("Pay, hours, rotas, safety and how you are treated are not secrets."),
        ),
        part(
            "monitoring.reactive",
            numbered(
                "We do not check your personal accounts. If someone raises a concern, Sam may look at that public "
                "post, or at one shown to us by someone allowed to see it."
            ),
            always(
                "We will never ask for your passwords, ask to follow you, or ask a colleague for your private posts."
            ),
        ),
        part(
            "rights.working-conditions",
            numbered(
                "Nothing here stops you talking, online or anywhere, about pay, hours, safety or how you are treated."
            ),
            always("You may join or speak with a union, report wrongdoing, and speak to a regulator or the press."),
        ),
        section("wrong", "If something goes wrong", is_numbered=False),
        part(
            "concerns.tell",
            numbered(
                "If a post worries you, you can tell Sam, or ",
                Confirm("concern_contacts", inlines("one other person staff can go to, for when it is about Sam")),
                ". Acas gives free advice too.",
            ),
        ),
        part(
            "process.fair",
            numbered(
                "Before we decide anything, we will tell you the concern and hear your side. The lightest step that "
                "works comes first. You may appeal."
            ),
        ),
        part(
            "governance.review",
            numbered("Sam reviews these rules and the list of accounts every year, and sooner if a platform changes."),
        ),
    )


def short_policy() -> Document:
    return Document(
        SHORT_PROPERTIES,
        (
            _SHORT_TITLE,
            part(
                "scope",
                body(
                    "This is for everyone who works here. It covers any place online where people post, comment, "
                    "review or chat, whether or not we name it."
                ),
                Paragraph(
                    inlines(
                        Strong(inlines("Must")),
                        " means we may have to act if it is broken. ",
                        Strong(inlines("Should")),
                        " is good practice. ",
                        Strong(inlines("May")),
                        " is up to you.",
                    ),
                    "note",
                ),
            ),
            *_short_rules(),
            part(
                "signature",
                replace(
                    table("signature", ("Name", "Signature", "Date"), ("", "", ""), widths=(4, 4, 2)),
                    role="signature",
                ),
                kind="signature",
                title="Acknowledgement",
            ),
            part(
                "notices",
                PageBreak(),
                Heading(1, inlines("Notices the law asks for"), numbered=False),
                kind="notices",
                title="Notices",
            ),
            part(
                "notices.monitoring",
                Heading(2, inlines("Notice of electronic monitoring"), numbered=False),
                Paragraph(
                    inlines(
                        Exact(
                            "Any and all telephone conversations or transmissions, electronic mail or transmissions, "
                            "or internet access or usage by an employee by any electronic device or system may be "
                            "subject to monitoring at any and all times and by any lawful means."
                        )
                    ),
                    "statutory",
                ),
                statutory=True,
            ),
        ),
    )


# ---- the full policy -----------------------------------------------------------------------------------------------

FULL_PROPERTIES = Properties(
    title="Social media policy",
    subject="Social media policy",
    organisation="Kestrel Row Securities, Inc.",
    language="en-US",
    paper="letter",
    kind="policy",
    depth="full",
    version="2.1",
    date="2026-11-22",
    description="Drafting help, not legal advice.",
    edition="Version 2.1",
)


def _front() -> tuple[Part, ...]:
    return (
        part(
            "title",
            Paragraph(inlines("Social media policy"), "title"),
            Paragraph(inlines("Kestrel Row Securities, Inc."), "subtitle"),
            Paragraph(inlines("For everyone who works for us, in New York and Connecticut"), "meta"),
            kind="title",
        ),
        part(
            "control",
            control(
                ("Version", "2.1, in force from January 1, 2027"),
                ("Owner", "Chief Compliance Officer"),
                ("Approved by", Confirm("approved_by", inlines("who approved this version, and when"))),
                ("Next review", "November 2027, or sooner when a platform or the law changes"),
                (
                    "Questions",
                    Link("https://intranet.kestrelrow.example/social", inlines("intranet.kestrelrow.example/social")),
                ),
            ),
            kind="control",
            title="Document control",
        ),
        part("contents", Contents("Contents"), kind="contents", title="Contents"),
        part(
            "reading",
            PageBreak(),
            Heading(1, inlines("How to read this policy"), numbered=False),
            Paragraph(
                inlines(
                    "The rules beside a colored bar are the policy. The text below them explains them and adds no "
                    "duty. ",
                    Strong(inlines("Must")),
                    " means that a breach may lead to action. ",
                    Strong(inlines("Should")),
                    " is good practice. ",
                    Strong(inlines("May")),
                    " is up to you.",
                ),
                "note",
            ),
        ),
    )


def _scope() -> tuple[Part, ...]:
    return (
        section("scope", "Who and what this covers"),
        clause(
            "scope.people",
            "Who is covered",
            rule("This policy binds everyone who works for us: employees, contractors, interns and directors."),
            body("Some rules bind only the people who run our accounts, or registered staff. Those rules say so."),
        ),
        clause(
            "scope.platforms",
            "Platforms",
            rule(
                "This policy covers every place online where people post, comment, review or chat, named here or not."
            ),
            body("These are the networks we use today. We revisit the list every year."),
            table(
                "platforms",
                ("Platform", "Account", "Who runs it", "Business use"),
                ("LinkedIn", "Kestrel Row Securities", "Social Media Lead", "Approved. Posts are archived."),
                ("X (formerly Twitter)", "@kestrelrow", "Social Media Lead", "Approved. Posts are archived."),
                ("YouTube", "@kestrelrow", "Investor Relations", "Approved for recorded events only."),
                ("WhatsApp, Signal, iMessage, WeChat", "none", "nobody", "Not approved."),
                widths=(3, 3, 2, 3),
            ),
            body("A network that is not in the table is covered as well."),
        ),
        clause(
            "scope.kinds",
            "Three kinds of use",
            rule("We tell apart what we post, what you post for your work, and what you post for yourself."),
            ordered(
                "Official: what appears on our own accounts.",
                "Professional: what you post about our work from an account in your name.",
                "Personal: everything else. It is yours.",
            ),
        ),
    )


def _business() -> tuple[Part, ...]:
    return (
        section("business", "Business communications"),
        clause(
            "business.channels",
            "Use approved channels",
            rule("You must use only approved channels for our business, so that we can keep the record."),
            always("Nothing here limits talk about your own pay or working conditions."),
            body(
                "If a client writes to you elsewhere, reply only to move the talk to an approved channel (see ",
                Reference("scope.platforms", "Platforms"),
                "), and send Compliance a copy by the end of the next business day. Then it is done: moving it "
                "promptly is not a breach.",
            ),
            lead("For example:"),
            bullets(
                "A client asks for a quote on WhatsApp. You answer: “Let us do this by email,” and copy Compliance.",
                (
                    "A prospect sends a message on LinkedIn.",
                    (
                        "You may answer there, because LinkedIn is approved.",
                        "You must not give a personal recommendation.",
                    ),
                ),
                "A colleague messages you about the rota. That is not a business communication.",
            ),
        ),
        clause(
            "business.approval",
            "Before it goes live",
            rule("A registered principal must approve these before first use."),
            table(
                "approvals",
                ("What", "Who approves", "Within"),
                (
                    "A new business account or profile, with its “About” text",
                    "Supervising principal, then Social Media Lead",
                    "2 business days",
                ),
                ("Static content: posts, banners, profile text, adverts", "Supervising principal", "1 business day"),
                ("Research, performance, projections, new products", "Principal and Legal", "3 business days"),
                ("Live replies and comments", "No prior approval; supervised afterwards", "sampled weekly"),
                widths=(5, 4, 2),
            ),
        ),
        clause(
            "business.records",
            "Records",
            rule("You must not delete a business communication, or ask a client to."),
            body(
                "We will keep business communications for at least three years. ",
                Confirm("capture_tested", inlines("every approved channel has been tested for capture")),
                " See also ",
                Reference("monitoring.what", "What we look at"),
                ".",
            ),
        ),
    )


def _personal() -> tuple[Part, ...]:
    return (
        section("personal", "Your own accounts"),
        clause(
            "personal.own-views",
            "Speak for yourself",
            rule("You are free to speak for yourself. Do not give the impression that you speak for us."),
            always("You never need our permission to speak for yourself."),
            rights("Your rights in ", Reference("rights.talk", "Talking about work"), " come before this rule."),
            body(
                "People can tie a personal post to your job, most of all when your profile is public or names your "
                "employer."
            ),
        ),
        clause(
            "personal.harassment",
            "No threats and no harassment",
            rule("You must not threaten or harass people you know through work, online or off."),
            always("A heated argument about work is not harassment."),
            rights("Nothing here stops you talking about pay, hours, safety or how you are treated."),
            lead("These break the rule:"),
            bullets(
                "sending a sexual comment about a colleague to a group chat",
                "posting a customer’s home address to get back at them",
            ),
            lead("This does not:"),
            bullets("posting that the rota is unfair and the manager got it wrong"),
            body(
                Emphasis(inlines("Why: ")),
                "to keep people safe from harassment. The lightest step that works comes first.",
            ),
        ),
    )


def _monitoring() -> tuple[Part, ...]:
    return (
        section("monitoring", "Monitoring and your rights"),
        clause(
            "monitoring.what",
            "What we look at",
            rule("We monitor our systems and business accounts as the table says, and nothing else."),
            always("We will not ask for your personal log-ins, ask to follow you, or look for union activity."),
            table(
                "monitoring",
                ("What", "How, and when", "Used for", "Who sees it", "Kept"),
                (
                    "Email, chat, calls on recorded lines",
                    "Captured continuously; searched by set terms; sampled weekly",
                    "Supervision, records, investigations",
                    "Compliance; HR only in a case",
                    "At least 3 years",
                ),
                (
                    "Devices and network",
                    "Security logs, continuous",
                    "Security, incidents",
                    "Information Security",
                    "12 months",
                ),
                (
                    "Official and business-use accounts",
                    "All activity archived",
                    "Supervision, records",
                    "Compliance, Social Media Lead",
                    "At least 3 years",
                ),
                (
                    "A public post somebody raises with us",
                    "That post only",
                    "Deciding whether a rule was broken",
                    "HR and one manager",
                    "Case + 6 months",
                ),
                widths=(3, 4, 3, 3, 2),
            ),
        ),
        part(
            "monitoring.connecticut",
            rule(Strong(inlines("In Connecticut.")), " The table is our notice of the kinds of monitoring we may use."),
            kind="addendum",
        ),
        clause(
            "rights.talk",
            "Talking about work",
            rule("You may talk about pay, hours, safety and how you are treated, online or anywhere."),
            body("You may contact a regulator, with or without telling us. We will not try to learn whether you did."),
        ),
        part(
            "notices",
            PageBreak(),
            Heading(1, inlines("New York: notice of electronic monitoring"), numbered=False),
            Paragraph(
                inlines(
                    Exact(
                        "Any and all telephone conversations or transmissions, electronic mail or transmissions, or "
                        "internet access or usage by an employee by any electronic device or system, including but "
                        "not limited to the use of a computer, telephone, wire, radio or electromagnetic, "
                        "photoelectronic or photo-optical systems may be subject to monitoring at any and all times "
                        "and by any lawful means."
                    )
                ),
                "statutory",
            ),
            kind="notices",
            statutory=True,
        ),
        part(
            "signature",
            lead("I have received and read this notice."),
            replace(
                table("signature", ("Name", "Signature", "Date"), ("", "", ""), ("", "", ""), widths=(4, 4, 2)),
                role="signature",
            ),
            kind="signature",
            title="Acknowledgement",
        ),
        part(
            "history",
            Heading(1, inlines("Version history"), numbered=False),
            table(
                "history",
                ("Version", "Date", "What changed"),
                ("2.1", "November 22, 2026", "Connecticut added; X renamed."),
                ("2.0", "March 3, 2026", "First version made with the new rules."),
                widths=(1, 2, 5),
            ),
            kind="history",
            title="Version history",
        ),
    )


def full_policy() -> Document:
    return Document(FULL_PROPERTIES, (*_front(), *_scope(), *_business(), *_personal(), *_monitoring()))


def long_policy(sections: int = 12) -> Document:
    """About twenty pages: the full policy's sections again and again, under ids of their own."""
    head, tail = _front(), _monitoring()
    middle: list[Part] = []
    for index in range(sections):
        middle += (_renamed(one, index) for one in (*_scope(), *_business(), *_personal()))
    return Document(FULL_PROPERTIES, (*head, *middle, *_scope(), *_personal(), *tail))


def _renamed(one: Part, index: int) -> Part:
    return replace(one, origin=replace(one.origin, id=f"{one.origin.id}-{index}"))
