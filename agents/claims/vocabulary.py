"""The vocabulary: every known metric with the words that name it."""

from __future__ import annotations

from typing import NamedTuple


class Metric(NamedTuple):
    """A known metric: its name, and whether it is a balance at a moment ("stock") or runs over a period ("flow")."""

    name: str
    stock: bool = False
    unit: str = "money"
    """What its plain value is: money, per_share, percent, count."""


_REVENUE = (
    r"(?:(?:net|total|operating|gross)\s+){0,3}(?:patient\s+(?:service\s+|care\s+)?)?(?:sales\s+and\s+(?:other\s+|operating\s+)*revenues?|revenues?|revs?|sales|"
    r"turnover|top[\s-]line(?:\s+(?:revenues?|sales))?)(?:,?\s+net\b(?!\s+(?:income|loss|earnings|sales|revenue))"
    r"(?:\s+of\s+interest\s+expense(?!\s+after))?)?"
)
_PROFIT = (
    r"(?:(?:earnings|income|profit)\s?/\s?\(?loss\)?|\(?loss\)?\s?/\s?\(?(?:earnings|income|profit)\)?|"
    r"earnings|income|profits?|loss(?:es)?|\(loss\)|earnings\s\(loss\)|income\s\(loss\)|"
    r"\(loss\)\searnings|\(loss\)\sincome|loss\s\(income\))"
)
_PER_SHARE = r"per\s+(?:(?:diluted|basic|common|ordinary|fully|class\s\w|(?:non-?)?voting)\s+){0,4}(?:share|unit)"


TABLE: tuple[tuple[str, str, str, bool], ...] = (
    # name, expression, unit, balance
    ("eps",
        rf"(?:net\s+)?(?:operating\s+)?{_PROFIT}\s+(?:\w+\s+){{0,2}}?{_PER_SHARE}|\beps\b|\be\.p\.s\.?|"
        rf"per[\s-]share\s+(?:net\s+|core\s+|operating\s+)*(?:earnings|profits?|income|loss)|earnings\s+on\s+a\s+per[\s-]share\s+basis",
        "per_share", False),
    ("dividend_per_share",
        rf"(?:cash\s+)?dividends?\s+(?:declared\s+|paid\s+)?{_PER_SHARE}|(?:quarterly|cash|regular|"
        rf"special)\s+(?:\w+\s+){{0,2}}dividend\b", "per_share", False),
    ("book_value_per_share", rf"book\s+value\s+{_PER_SHARE}", "per_share", True),
    ("affo_per_share",
        rf"(?:affo|adj(?:usted)?\.?\s+(?:ffo|funds\s+from\s+operations)(?:\s+\(affo\))?)\s+"
        rf"(?:\w+\s+){{0,2}}?{_PER_SHARE}", "per_share", False),
    ("ffo_per_share",
        rf"(?:ffo|funds\s+from\s+operations(?:\s+\(ffo\))?)\s+(?:\w+\s+){{0,2}}?{_PER_SHARE}", "per_share", False),
    ("affo", r"affo\b|adjusted\s+(?:ffo|funds\s+from\s+operations)", "money", False),
    ("ffo", r"ffo\b|funds\s+from\s+operations", "money", False),
    ("nav_per_share", rf"(?:nav|net\s+asset\s+value)\s+{_PER_SHARE}", "per_share", True),
    ("net_operating_income", r"noi\b|net\s+operating\s+income", "money", False),
    ("comparable_sales",
        r"(?:same|comparable|comp)[\s-](?:store|restaurant|club|unit)\s+(?:net\s+)?sales|"
        r"(?:comparable|comp|identical|like[\s-]for[\s-]like|same)[\s-](?:\w+\s)?sales|\bcomps?\b(?!\w)|"
        r"(?:unit\s+)?sales\s+(?:in|at|of|from)\s+(?:comparable|same|identical)[\s-](?:stores?|restaurants?|clubs?|units?)",
        "percent", False),
    ("system_sales", r"system[\s-]?(?:wide\s+)?(?:restaurant\s+)?sales", "money", False),
    ("segment_margin", r"segment\s+(?:operating\s+)?(?:profit\s+|income\s+)?margins?", "percent", False),
    ("segment_profit", rf"segment\s+(?:operating\s+)?{_PROFIT}", "money", False),
    ("unit_growth", r"(?:net\s+)?(?:new\s+)?unit\s+growth", "percent", False),
    ("net_new_units", r"net[\s-]new\s+(?:units|restaurants|stores|locations|hotels|rooms)|"
        r"net\s+(?:new\s+)?(?:unit|restaurant|store)\s+openings", "count", False),
    ("net_new_customers", r"net[\s-]new\s+(?:customers|subscribers|members|accounts|clients|subscriptions)|"
        r"net\s+(?:additions|adds)", "count", False),
    ("deferred_revenue", r"deferred\s+revenues?|unearned\s+revenues?|contract\s+liabilit\w+", "money", True),
    ("cost_of_revenue",
        r"costs?\s+(?:of\s+|and\s+expenses\s+of\s+)(?:revenues?|net\s+revenues?|sales|goods\s+sold|"
        r"products?\s+sold|net\s+sales|products?\b|services?\b)(?:\s+and\s+services?)?|cogs\b", "money", False),
    ("sales_and_marketing", r"(?:sales\s+and\s+marketing|marketing\s+and\s+sales)(?:\s+expenses?)?", "money", False),
    ("sga",
        r"selling,?\s+general(?:,?\s+and|\s+&)\s+administrative(?:\s+(?:expenses?|costs?))?|"
        r"sg\s?&\s?a(?:\s+expenses?)?", "money", False),
    ("general_and_administrative",
        r"(?<!selling,\s)(?<!selling\s)general\s+and\s+administrative(?:\s+expenses?)?", "money", False),
    ("research_and_development",
        r"research(?:,|\s+and|\s+&)?\s+development(?:(?:,?\s+and)?\s+(?:related|"
        r"engineering))?(?:\s+(?:expenses?|costs?|spending))?|r\s?&\s?d(?:\s+(?:expenses?|spending))?", "money", False),
    ("advertising", r"advertising\s+(?:expenses?|costs?|spending)", "money", False),
    ("depreciation_and_amortization",
    r"depreciation(?:\s+and\s+amortization|\s*&\s*amortization)(?:\s+expenses?)?|d\s?&\s?a\b", "money", False),
    ("depreciation", r"depreciation(?:\s+expenses?)?", "money", False),
    ("stock_based_compensation", r"(?:stock|share|equity)[\s-]based\s+compensation(?:\s+(?:expenses?|costs?))?|"
        r"(?:stock|share)\s+compensation\s+expenses?", "money", False),
    ("unit_level_margin", r"(?:restaurant|store|hotel)[\s-]level\s+(?:(?:operating|profit)\s+)?margins?",
        "percent", False),
    ("gross_margin", r"gross\s+(?:profit\s+)?margins?(?:\s+(?:rate|percentage))?", "percent", False),
    ("operating_margin", r"(?:operating|ebita?)\s+(?:profit\s+|income\s+)?margins?", "percent", False),
    ("ebitda_margin", r"ebitda\s+margins?", "percent", False),
    ("net_margin", r"(?:net\s+)?profit\s+margins?|net\s+margins?", "percent", False),
    ("gross_profit", r"gross\s+profits?(?!\s+margin)", "money", False),
    ("comprehensive_income", rf"(?:other\s+)?comprehensive\s+{_PROFIT}", "money", False),
    ("accumulated_other_comprehensive_income",
        r"accumulated\s+other\s+comprehensive\s+(?:income|loss)(?:\s\(loss\))?", "money", True),
    ("pretax_income",
        r"(?:income|earnings|profits?|loss|\(loss\))(?:\s\((?:loss|"
        r"income)\))?(?:\s+from\s+continuing\s+operations)?,?\s+before\s+(?:the\s+)?(?:provision\s+for\s+|"
        r"benefit\s+from\s+)?(?:income\s+)?tax(?:es)?|pre[\s-]?tax\s+(?:income|profits?|earnings|loss)",
        "money", False),
    ("effective_tax_rate", r"(?:effective\s+(?:income\s+)?)?tax\s+rate|etr\b", "percent", False),
    ("income_tax",
        r"(?:\(?benefit\)?\s*(?:\(provision\)\s+)?|provision\s+(?:\(benefit\)\s+)?)(?:for|"
        r"from)\s+income\s+taxes|income\s+tax(?:es)?\s+(?:expense|benefit|"
        r"provision)(?:\s\(benefit\))?|taxes\s+on\s+income", "money", False),
    ("operating_expenses",
        r"(?:total\s+)?(?:operating\s+expenses|costs\s+and\s+expenses|"
        r"operating\s+costs(?:\s+and\s+expenses)?)|opex\b", "money", False),
    ("equity_income",
        r"equity\s+in\s+(?:net\s+)?(?:earnings|losses|income)(?:\s\(losses?\))?\s+of\s+\w+(?:\s+\w+){0,2}|"
        r"equity\s+income|(?:income|loss)(?:\s\(loss\))?\s+from\s+unconsolidated\s+\w+", "money", False),
    ("other_income",
        r"other\s+(?:income|expense)s?(?:\s\((?:expense|income)s?\))?,?(?:\s+net)?|"
        r"non-?operating\s+(?:income|expense)(?:\s\(expense\))?", "money", False),
    ("net_interest_margin", r"net\s+interest\s+margins?|nim\b", "percent", False),
    ("net_interest_income", r"net\s+interest\s+income", "money", False),
    ("credit_provision", r"(?:provisions?|reserves?)\s+for\s+(?:credit|loan)\s+losses|loan[\s-]loss\s+provisions?|"
        r"credit\s+loss\s+provisions?|provision\s+benefits?|benefits?\s+(?:for|from)\s+(?:credit|loan)\s+losses",
        "money", False),
    ("net_charge_offs", r"net\s+(?:loan\s+)?charge[\s-]?offs", "money", False),
    ("cet1_ratio", r"(?:basel\s+(?:iii|3)\s+)?(?:cet1|common\s+equity\s+tier\s+(?:1|one))\s+"
        r"(?:(?:capital|risk-based)\s+)*ratio", "percent", True),
    ("capital_ratio", r"tier\s+1\s+(?:capital\s+)?ratio", "percent", True),
    ("efficiency_ratio", r"efficiency\s+ratio", "percent", False),
    ("combined_ratio", r"combined\s+ratio", "percent", False),
    ("medical_loss_ratio",
        r"(?:health\s+|medical\s+|consolidated\s+)*(?:benefits?|loss|cost|care)(?:\s+expense)?\s+ratio|"
        r"hbr\b|mlr\b", "percent", False),
    ("catastrophe_losses", r"cat(?:astrophe)?\s+loss(?:es)?", "money", False),
    ("operating_ratio", r"operating\s+ratio", "percent", False),
    ("premiums", r"(?:gross|net)\s+(?:premiums?\s+(?:written|earned)|written\s+premiums?|earned\s+premiums?)|"
        r"premiums\s+(?:written|earned)", "money", False),
    ("deposits", r"(?:total|average|customer)\s+deposits", "money", True),
    ("loans", r"(?:total|average)\s+loans", "money", True),
    ("occupancy", r"occupancy(?:\s+rate)?(?!\s+(?:costs?|expenses?))", "percent", True),
    ("load_factor", r"load\s+factor", "percent", False),
    ("payment_volume",
        r"(?:total\s+)?(?:payment|gross\s+merchandise|transaction)\s+volumes?|\bgmv\b|\btpv\b", "money", False),
    ("interest_income", r"(?<!net\s)interest\s+income", "money", False),
    ("net_interest_expense", r"net\s+interest\s+expenses?", "money", False),
    ("interest_expense", r"interest\s+expenses?(?:,\s+net\s+of\s+amounts?\s+capitalized|,\s+net)?", "money", False),
    ("operating_cash_flow",
        r"(?:net\s+)?cash\s+(?:flows?\s+)?(?:provided\s+by|from|generated\s+(?:by|from)|used\s+(?:in|"
        r"for)|\(used\s+in\)|provided\s+by\s+\(used\s+in\))(?:\s\(used\s+(?:in|"
        r"for)\))?\s+operating\s+activities|operating\s+cash\s*flows?|"
        r"cash\s+(?:flows?\s+)?(?:from|(?:provided|generated)\s+by|generated\s+from)\s+operations", "money", False),
    ("investing_cash_flow",
        r"(?:net\s+)?cash\s+(?:flows?\s+)?(?:provided\s+by|from|used\s+(?:in|for)|"
        r"\(used\s+in\))(?:\s\(used\s+(?:in|for)\))?\s+investing\s+activities", "money", False),
    ("financing_cash_flow",
        r"(?:net\s+)?cash\s+(?:flows?\s+)?(?:provided\s+by|from|used\s+(?:in|for)|"
        r"\(used\s+in\))(?:\s\(used\s+(?:in|for)\))?\s+financing\s+activities", "money", False),
    ("cash_conversion", r"(?:free\s+cash\s+flow|cash)\s+conversion(?:\s+(?:rate|ratio))?", "percent", False),
    ("free_cash_flow", r"free\s+cash\s*flows?|\bfcf\b", "money", False),
    ("capital_expenditure",
        r"cap(?:ital\s+(?:expenditures?|spending|investments?|outlays?)|ex)\b|additions\s+to\s+(?:property|"
        r"pp&e)[\w,\s]{0,25}?equipment|(?:payments?\s+for\s+(?:the\s+)?acquisitions?|purchases?)\s+of\s+property[\w,\s]{0,25}?equipment",
        "money", False),
    ("adjusted_ebitda", r"(?:adjusted\s+)(?:property\s+)?ebitdar?(?:\s+loss)?(?!\s+margins?\b)", "money", False),
    ("ebitdar", r"ebitdar", "money", False),
    ("ebitda", r"ebitda(?:\s+loss)?|earnings\s+before\s+interest,[\w,\s]{4,40}amorti[sz]ation", "money", False),
    ("operating_income",
        rf"operating\s+{_PROFIT}(?:\s\(loss\))?|(?:income|earnings|profit|"
        rf"loss)(?:\s\(loss\))?\s+from\s+(?:operations|operating\s+activities)|\bebit\b", "money", False),
    ("net_income_including_noncontrolling",
        rf"(?:consolidated\s+)?net\s+{_PROFIT},?\s+including\s+(?:(?:{_PROFIT}\s+attributable\s+to\s+)?(?:the\s+)?(?:redeemable\s+)?(?:and\s+)?)?non-?controlling\s+interests?|"
        rf"income\s+of\s+consolidated\s+group", "money", False),
    ("noncontrolling_income",
        rf"(?:less:?\s+)?(?:consolidated\s+)?net\s+(?:\(?{_PROFIT}\)?)(?:\s\(?loss\)?)?\s+attributable\s+to\s+"
        rf"(?:the\s+)?(?:redeemable\s+)?(?:and\s+)?non-?controlling\s+interests?", "money", False),
    ("net_income_common",
        rf"net\s+{_PROFIT}(?:\s\(loss\))?\s+(?:available|applicable)\s+to\s+(?:\w+\s+){{0,2}}(?:share|"
        rf"stock)holders", "money", False),
    ("discontinued_income",
    rf"{_PROFIT}(?:\s\(loss\))?\s+from\s+discontinued\s+operations(?:,?\s+net\s+of\s+(?:income\s+)?tax(?:es)?)?",
    "money", False),
    ("continuing_income", rf"(?:net\s+)?{_PROFIT}(?:\s\(loss\))?\s+from\s+continuing\s+operations", "money", False),
    ("net_income",
        rf"net\s+{_PROFIT}(?:\s\(loss\))?|bottom[\s-]line|profits?\s+attributable|"
        rf"consolidated\s+net\s+income", "money", False),
    ("market_share", r"market\s+share", "percent", True),
    ("market_value", r"market\s+(?:capitali[sz]ation|value|cap)\b", "money", True),
    ("enterprise_value", r"enterprise\s+value", "money", True),
    ("price_target", r"price\s+targets?|target\s+price", "per_share", True),
    ("share_price",
        r"(?:share|stock)\s+price|(?:its|the\s+company's|company)\s+(?:shares|stock)\b(?!\s+(?:re-?purchas|buy|option|split|dividend|plan))|(?:shares|"
        r"stock)(?=\s+(?:of\s+\w+\s+)?(?:were|was|fell|rose|closed|ended|traded|trading|gained|"
        r"slipped|dropped|jumped|climbed|surged|soared|tumbled|had\s+risen|had\s+fallen)\b)", "per_share", True),
    ("weighted_shares",
        r"weighted[\s-]average\s+(?:number\s+of\s+)?(?:\w+\s+){0,3}(?:shares|"
        r"units)(?:\s+outstanding)?|shares\s+used\s+in\s+(?:the\s+)?(?:\w+\s+){0,3}(?:calculation|"
        r"computation|computing|calculating)", "count", False),
    ("shares_outstanding",
        r"shares\s+(?:of\s+(?:\w+\s+){0,3}stock\s+)?(?:issued\s+and\s+)?outstanding|"
        r"outstanding\s+shares", "count", True),
    ("repurchase_authorization",
        r"(?:share|stock)\s+(?:repurchase|buy[\s-]?back)\s+(?:program(?:me)?|plan|authori[sz]ation)s?|"
        r"repurchase\s+(?:program(?:me)?|authori[sz]ation)s?", "money", False),
    ("share_repurchases",
        r"(?:share|stock)\s+(?:repurchases?|buy[\s-]?backs?)(?:\s+(?:program|plan|authori[sz]ation))?|"
        r"(?:repurchases?|buy[\s-]?backs?)\s+of\s+(?:common\s+)?(?:stock|shares)|"
        r"purchases?\s+of\s+treasury\s+stock|(?<=of\s)buy[\s-]?backs?\b", "money", False),
    ("settlement", r"settlements?", "money", False),
    ("dividends", r"dividends\s+paid|(?:cash\s+)?dividends?\b", "money", False),
    ("current_backlog", r"crpo\b|current\s+(?:rpo\b|remaining\s+performance\s+obligations?)", "money", True),
    ("book_to_bill", r"book[\s-]to[\s-]bill(?:\s+ratio)?", "ratio", False),
    ("net_retention", r"(?:dollar[\s-]based\s+)?net\s+(?:revenue\s+|dollar\s+|expansion\s+)?retention(?:\s+rate)?",
     "percent", False),
    ("backlog", r"(?:order\s+)?backlog|\brpo\b|remaining\s+performance\s+obligations?", "money", True),
    ("current_billings", r"(?:calculated\s+)?current\s+(?:calculated\s+)?billings", "money", False),
    ("billings", r"(?:calculated\s+|total\s+)?billings", "money", False),
    ("gross_bookings", r"gross\s+bookings", "money", False),
    ("average_selling_price", r"average\s+(?:net\s+)?(?:selling|sales?)\s+prices?|asps?\b", "money", False),
    ("average_daily_rate", r"average\s+daily\s+rates?|adr\b", "money", False),
    ("bookings", r"(?:net\s+)?(?:new\s+)?bookings|(?:new\s+)?orders\b", "money", False),
    ("recurring_revenue", r"annual(?:i[sz]ed)?\s+recurring\s+revenues?|\barr\b|recurring\s+revenues?", "money", True),
    ("assets_under_management", r"assets\s+under\s+management|\baum\b", "money", True),
    ("net_new_money", r"net\s+new\s+money(?:\s+(?:in)?flows?)?", "money", False),
    ("total_assets", r"total\s+assets", "money", True),
    ("current_assets", r"(?:total\s+)?current\s+assets", "money", True),
    ("total_liabilities_and_equity",
        r"total\s+liabilities\s*(?:,|and)\s*(?:\w+[\s,]+){0,4}(?:equity|deficit)", "money", True),
    ("total_liabilities", r"total\s+liabilities", "money", True),
    ("current_liabilities", r"(?:total\s+)?current\s+liabilities", "money", True),
    ("retained_earnings", r"retained\s+earnings|reinvested\s+earnings|accumulated\s+deficit", "money", True),
    ("equity",
        r"(?:total\s+)?(?:(?:stock|share|share\s?)holders?['’]?s?['’]?|shareowners['’]?|"
        r"owners['’]?)\s+(?:equity|deficit|investment)(?:\s\(deficit\))?|total\s+equity", "money", True),
    ("goodwill_impairment", r"goodwill\s+impairments?(?:\s+charges?)?|impairments?\s+of\s+goodwill", "money", False),
    ("impairment", r"impairment\s+(?:charges?|loss(?:es)?|expenses?)|impairments?\b", "money", False),
    ("restructuring_charge",
        r"restructuring(?:\s+and\s+(?:\w+\s+){0,3}?)?\s*(?:charges?|costs?|expenses?)", "money", False),
    ("goodwill", r"goodwill", "money", True),
    ("intangible_assets", r"(?:other\s+)?intangible\s+assets|intangibles", "money", True),
    ("cash_and_investments",
        r"cash(?:,|\s+and)?\s+cash\s+equivalents,?\s+(?:and\s+)?(?:[\w-]+\s+){0,2}?(?:marketable\s+securities|"
        r"(?:short[\s-]term\s+)?investments)|cash\s+and\s+(?:marketable\s+securities|(?:short[\s-]term\s+)?investments)",
        "money", True),
    ("cash",
        r"cash(?:,|\s+and)\s+cash\s+equivalents(?:\s+and\s+restricted\s+cash)?|cash\s+on\s+hand|"
        r"cash\s+balances?|cash\s+and\s+equivalents|(?<=of\s)cash(?=[\s,.;]|$)(?!\s+(?:flows?|"
        r"consideration|payments?|dividends?|tax|compensation))|cash(?=\s+(?:of|was|were|totall?ed|"
        r"stood|position)\b)", "money", True),
    ("marketable_securities", r"marketable\s+securities|short[\s-]term\s+investments", "money", True),
    ("net_debt", r"net\s+(?:debt|borrowings)", "money", True),
    ("leverage_ratio",
        r"(?:net\s+)?leverage\s+ratio|(?:net\s+)?debt[\s-]to[\s-](?:adjusted\s+)?ebitda(?:\s+ratio)?", "ratio", True),
    ("long_term_debt", r"long[\s-]term\s+(?:debt|borrowings)", "money", True),
    ("debt", r"(?:total\s+|outstanding\s+)?(?:debt|borrowings|indebtedness)", "money", True),
    ("inventory", r"(?:merchandise\s+)?inventor(?:y|ies)", "money", True),
    ("accounts_receivable", r"(?:trade\s+)?(?:accounts|trade)\s+receivables?(?:,?\s+net)?|receivables", "money", True),
    ("accounts_payable", r"(?:accounts|trade)\s+payables?", "money", True),
    ("property_plant_equipment", r"property,?\s+(?:plant,?\s+)?and\s+equipment(?:,?\s+net)?", "money", True),
    ("patent_applications",
        r"patents?\s+applications?|applications?\s+for\s+patents?|pending\s+applications?", "count", True),
    ("patents",
        r"patents?(?!\s+(?:infring|litigat|law|portfolio|suit|right|office|case|disput|licens))", "count", True),
    ("employees",
        r"(?:full[\s-]time\s+|part[\s-]time\s+)?(?:employees|workers|staff|headcount|workforce|"
        r"associates|team\s+members)", "count", True),
    ("jobs_cut", r"(?:jobs|positions|job\s+cuts|layoffs)\b", "count", False),
    ("stores", r"(?:retail\s+)?(?:stores|restaurants|outlets|branches|hotels|locations)\b", "count", True),
    ("subscribers", r"(?:subscribers|subscriptions|paid\s+memberships)", "count", True),
    ("customers", r"customers", "count", True),
    ("users", r"(?:(?:monthly|daily)\s+(?:active\s+)?)?users", "count", True),
    ("revpar", r"revpar|revenue\s+per\s+available\s+room", "money", False),
    ("churn", r"churn(?:\s+rate)?", "percent", False),
    ("arpu", r"\barpu\b|average\s+revenue\s+per\s+(?:user|unit|account)", "money", False),
    ("unit_case_volume", r"unit\s+case\s+volumes?", "count", False),
    ("volume", r"(?:(?:sales|shipment)\s+)?volumes?", "count", False),
    ("margin", r"margins?", "percent", False),
    ("revenue", _REVENUE, "money", False),
    ("profit",
        r"(?:annual\s+|quarterly\s+)?(?:earnings|profits?)(?!\s+(?:release|call|conference|report|"
        r"season|forecast|per|estimate|guidance|outlook|target|warning|statement|announcement|"
        r"presentation|before|power|taking|takings|sharing|margin))", "money", False),
    ("loss", r"\b(?:loss|losses)\b(?!\s+(?:of\s+(?:life|control|business)|ratio|per))", "money", False),
)  # fmt: skip


METRICS: dict[str, Metric] = {name: Metric(name, stock, unit) for name, _, unit, stock in TABLE}


FIRST = frozenset(
    """
    adj e rev revs asp asps cat catastrophe basel cet1 etr hbr mlr health medical benefits loss care common net
    patient operating earnings income profit profits losses eps per cash dividend dividends quarterly regular
    special book same comparable comp comps identical like deferred unearned contract cost costs cogs sales
    marketing selling sg general research r advertising depreciation d gross ebit ebita ebitda comprehensive other
    accumulated pre pretax effective tax benefit provision taxes total opex equity non nonoperating interest free
    fcf capital capex additions purchases adjusted ebitdar consolidated less bottom market enterprise price target
    share stock its the company weighted shares outstanding repurchase repurchases buyback buybacks buy purchase
    order orders backlog remaining new bookings annual annualized annualised arr recurring assets aum current
    retained reinvested stockholders stockholder shareholders shareholder shareowners owners goodwill impairment
    impairments restructuring intangible intangibles marketable short leverage debt long borrowings indebtedness
    merchandise inventory inventories accounts account trade receivables receivable property patent patents
    application applications full part employees workers staff headcount workforce associates team jobs positions
    job layoffs retail stores restaurants outlets branches hotels locations subscribers subscriptions paid payments
    customers monthly daily users churn arpu average unit settlement settlements revpar system systemwide segment
    billings calculated adr crpo rpo dollar affo ffo funds nav noi nim provisions reserve reserves loan loans
    credit tier efficiency combined premium premiums deposits occupancy load payment transaction gmv tpv customer
    passenger written pending top restaurant store hotel volume volumes margin margins revenue revenues turnover
""".split()
)
"""Words with which a known metric can begin: only there is the vocabulary tried."""
