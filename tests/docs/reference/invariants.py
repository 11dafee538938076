"""不变量: what never breaks, and the tests that would show it."""

from tests.docs.reference.markdown import GENERATED, joined, table

INTRO = """\
无论登记什么、按什么次序登记,下面各条总是成立。右栏是守着它的测试,改坏了就通不过;其中 `test_whole_years.py`
让随机的登记岗把若干年度做完(含更名、合并、更正、作废、倒序),每登记一步都核对一遍。"""

MACHINE = "application/test_whole_years.py::WholeYears."

#: By number: what holds, and where it is tested (below ``tests/``).
INVARIANTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "已登记的不改不删",
        (f"{MACHINE}entries_stay_as_they_were", "ledger/test_guards.py::test_no_update_and_no_delete"),
    ),
    ("登记有全序,时间不倒流", ("ledger/test_times.py::test_time_never_runs_back",)),
    ("库里改动一个字节,核验就指出来", ("ledger/test_tampering.py::test_a_changed_entry_is_named",)),
    (
        "截去末尾,凭留存的指纹查得出",
        ("ledger/test_tampering.py::test_a_truncated_ledger_whose_head_is_left",),
    ),
    (
        "重建的视图和逐笔增补的一样",
        (
            f"{MACHINE}stored_rows_are_a_replay",
            "projections/test_scores.py::test_catching_up_entry_by_entry_gives_the_full_fold",
        ),
    ),
    (
        "回放到某一时刻,不受其后登记影响",
        (
            f"{MACHINE}answers_about_the_past_stand",
            "domain/test_clocks.py::test_nothing_recorded_later_changes_what_was_known_before",
            "application/test_replaying.py::test_a_replay_is_what_a_ledger_cut_there_says",
        ),
    ),
    (
        "更正不改变更正之前的当时所知",
        ("projections/test_scores.py::test_no_later_void_correction_or_reversal_changes_what_was_known",),
    ),
    (
        "更正为原来的内容,什么也不变",
        ("domain/test_clocks.py::test_correcting_to_the_same_content_changes_no_content",),
    ),
    (
        "得分等于各笔计分在限额内的和,十进制精确",
        (
            "domain/test_scoring.py::test_every_item_and_the_total_stay_within_limits_and_are_exact",
            "domain/test_scoring.py::test_the_total_does_not_depend_on_the_order_of_entries",
        ),
    ),
    (
        "说明的各行相加等于得分",
        (
            "domain/test_reasons.py::test_the_lines_add_up_to_the_score_shown",
            "domain/rules/test_properties.py::test_the_total_is_what_its_lines_say",
        ),
    ),
    (
        "细则没有另写的,每项在零分和满分之间",
        ("domain/test_scoring.py::test_every_item_and_the_total_stay_within_limits_and_are_exact",),
    ),
    (
        "每笔计分有当时施行的细则版次和依据(定性的有评语)",
        ("regulation/test_article_15_scores.py::test_a_score_needs_a_basis_or_a_comment_and_keeps_to_the_rules",),
    ),
    (
        "名次等于比它高的单位数加一",
        ("domain/test_ranking.py::test_a_competition_rank_is_one_more_than_the_number_of_better_units",),
    ),
    (
        "单位改名、登记换序,名次不变",
        (
            "domain/test_ranking.py::test_other_names_change_no_rank",
            "domain/test_lineage_properties.py::test_a_new_name_never_changes_years_or_sequences",
        ),
    ),
    ("先进里没有被否决的单位", (f"{MACHINE}no_vetoed_unit_is_advanced",)),
    ("县级部门不适用一票否决", ("regulation/test_article_09_veto.py::test_departments_are_never_vetoed",)),
    ("既在先进又在约谈的,待县委、县政府定", ("domain/test_placing.py::test_who_is_in_both_is_on_neither_list",)),
    (
        "县委、县政府都审定了,才有正式结果和生效的通报",
        (
            f"{MACHINE}what_follows_has_its_grounds",
            "domain/test_procedure.py::test_half_an_approval_is_none",
        ),
    ),
    (
        "审定之前有复核,复核之前有意见,意见之前有审核,或有程序变通",
        (
            "domain/test_procedure.py::test_an_opinion_needs_every_unit_reviewed",
            "domain/test_procedure.py::test_a_report_needs_every_opinion_verified",
            "domain/test_procedure.py::test_nothing_stands_for_the_approval",
        ),
    ),
    (
        "实地考评在同意的方案之后才算数",
        ("regulation/test_article_15_onsite.py::test_a_visit_without_an_agreed_plan_counts_for_nothing",),
    ),
    (
        "销号的问题,每项措施都核查通过",
        ("domain/test_finding_properties.py::test_whatever_is_typed_what_must_hold_holds",),
    ),
    ("延期不缩短期限", ("domain/test_findings.py::test_an_extension_never_shortens",)),
    (
        "逾期只由日期和日历决定",
        ("domain/test_finding_properties.py::test_a_last_day_follows_from_days_and_calendar_alone",),
    ),
    (
        "三年触发,须同一承继关系上连续三个年度认定未完成",
        (
            f"{MACHINE}what_follows_has_its_grounds",
            "domain/test_three_years.py::test_a_trigger_is_three_determined_years_each_after_the_other",
        ),
    ),
    (
        "其中一年不再是未完成,触发即消失",
        (
            "domain/test_three_years.py::test_undoing_one_year_of_a_row_undoes_its_trigger",
            "domain/test_lineage_properties.py::test_undoing_one_unmet_year_undoes_every_row_it_is_in",
        ),
    ),
    (
        "承继关系无环,一个单位一个年度只有一个答案",
        (
            "domain/test_lineage_properties.py::test_the_graph_is_acyclic",
            "domain/test_lineage_properties.py::test_a_unit_year_has_one_answer_and_says_whose_it_is",
        ),
    ),
    (
        "一个单位一个年度只在一个序列",
        ("domain/test_lineage_properties.py::test_a_new_name_never_changes_years_or_sequences",),
    ),
    (
        "口径不追溯,就不改变已审定的年度",
        (
            "domain/test_registry.py::test_a_ruling_does_not_reach_a_year_approved_before_it",
            "domain/test_basis.py::test_only_the_county_itself_reaches_back",
        ),
    ),
    ("假如不写账本", ("projections/test_scores.py::test_a_what_if_in_an_approved_year_writes_nothing",)),
    ("同一账本,说明册逐字节相同", ("reports/test_exhibit_bytes.py::test_the_clock_and_chance_leave_no_trace",)),
    ("公开版不含个人信息", ("regulation/test_article_05.py::test_the_public_edition_carries_no_person",)),
    (
        "自查报了又抄送了,才算齐",
        ("domain/test_selfchecks_due.py::test_it_is_complete_only_when_filed_and_copied",),
    ),
    (
        "不认识的版本拒读,旧版本原样读",
        (
            "domain/events/test_versions.py::test_an_unknown_version_is_refused_by_name",
            "domain/events/test_round_trip.py::test_bytes_give_the_event_back",
        ),
    ),
    ("SQLite 和 PostgreSQL 结果相同", ("demo/test_both_databases.py::test_rows_are_equal_folded_and_stored",)),
    ("导入要么全成要么全不成,重复导入不重复登记", ("cli/test_writes.py::test_an_import_is_all_or_nothing_and_once",)),
)  # fmt: skip


def page() -> str:
    rows = [
        (str(n), text, "<br>".join(f"`{test}`" for test in tests))
        for n, (text, tests) in enumerate(INVARIANTS, 1)
    ]
    return joined("# 不变量", GENERATED, INTRO, table(("号", "总是成立", "测试(tests/ 下)"), rows))
