"""One worked line for what is typed most; a test reads each into its command."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "selfcheck file": (
        "ptaudit selfcheck file 清河镇 上半年 --on 7-10 --receipt 收文2025-0210"
        " --copied 7-11 --copy-receipt 目督收2025-118"
    ),
    "finding raise": (
        "ptaudit finding raise 清河镇 '沿河养殖粪污直排' --on 11-3 --deadline 12-20"
        " --basis '×环函〔2025〕17号' --served 11-7"
    ),
    "finding submit": "ptaudit finding submit F-2025-017 --on 12-18 --receipt 收文2025-0412",
    "finding close": "ptaudit finding close F-2025-017 --verified 12-28 --on 12-29 --basis '×环函〔2025〕31号'",
    "score deduct": "ptaudit score deduct 清河镇 R31 3 --because F-2025-017",
    "score enter": "ptaudit score enter 清河镇 R31 -3 --because F-2025-017 --stage 审核",
    "result approve": (
        "ptaudit result approve 2025 --by 县委,县政府 --on 1-20 --meeting '县委常委会第3次'"
        " --basis '×委纪要〔2026〕3号'"
    ),
    "record correct": "ptaudit correct 1042 --set on=2025-07-11 --reason '收文日期误录'",
    "year open": "ptaudit year open 2025 --due 上半年自查=7-15",
    "policy adopt": "ptaudit policy adopt third.rounding=ceil --from-year 2025 --basis '×办〔2025〕3号'",
    "opinion issue": "ptaudit opinion issue 2025 A --scores 得分表.xlsx --basis '×绩办〔2026〕2号'",
    "unit register": "ptaudit unit register 清河镇 镇 --unit qinghe --party-organ 清河镇党委",
}
