"""Text copied from last year, from another agency, or from itself."""

import pytest

from gouji.engine.runs import common_runs
from tests.engine.packs import holds

READING = "春天我们在河边搭起书架，孩子们读完一本就把它放回原处，傍晚再由志愿者收好。"
SINGING = "合唱团每周三在阅览室排练，新来的团员先学三首老歌，年底在广场演出两场。"


def test_what_is_copied_from_last_year_is_a_share_of_this_year() -> None:
    holds(
        f"""
        rule C let c = copied(section(2), last(section(2))) require c.share < 75%
        test C "all of it" given section(2) = "{READING}" given last(section(2)) = "{READING}{SINGING}"
          expect fail
        test C "half of it" given section(2) = "{READING}{SINGING}" given last(section(2)) = "{READING}"
          expect pass
        test C "none of it" given section(2) = "{SINGING}" given last(section(2)) = "{READING}" expect pass
        test C "no report of last year" given section(2) = "{SINGING}"
          expect unknown where reason = "no_prior"
        test C "no such part last year" given section(2) = "{SINGING}" given last(section(1)) = "{READING}"
          expect unknown where reason = "absent_section" """
    )


def test_other_numbers_and_other_signs_are_the_same_words() -> None:
    holds(
        """
        rule C require copied(section(2), last(section(2))).share < 1
        test C "but for numbers" given year = 2024
          given section(2) = "2024年，共借出图书1,204册，比上年多3.5%；办讲座12场。"
          given last(section(2)) = "2023年共借出图书998册，比上年多0.1%。办讲座9场"
          expect fail"""
    )


def test_sentences_of_the_fair_use_list_count_for_nothing() -> None:
    holds(
        f"""
        rule C require copied(section(2), last(section(2)), "依据{{…}}编写", "开放时间").share < 75%
        test C "they are all there is" given section(2) = "本报告依据年报办法编写。开放时间为九点。"
          given last(section(2)) = "本报告依据年报办法编写。开放时间为九点。" expect pass
        test C "the rest is copied" given section(2) = "本报告依据年报办法编写。{READING}"
          given last(section(2)) = "本报告依据新办法编写！{READING}" expect fail"""
    )


def test_the_longest_stretch_is_told_with_the_share() -> None:
    holds(
        f"""
        rule C let c = copied(section(2), last(section(2)))
          require c.share < 10% or c.text != "合唱团每周三在阅览室排练，新来的团员先学三首老歌"
        test C "it is" given section(2) = "秋天很忙。合唱团每周三在阅览室排练，新来的团员先学三首老歌。"
          given last(section(2)) = "{SINGING}" expect fail"""
    )


OTHERS = 'rule O let c = closest(section(2), 85%, "开放时间") require c = nothing\n'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (f'given closest(section(2)) = {{"{SINGING}", "{READING}"}}', "expect fail"),
        (f'given closest(section(2)) = {{"{SINGING}"}}', "expect pass"),
        (f'given closest(section(2)) = {{nothing, "{READING}"}}', "expect fail"),
        (f'given last(section(2)) = "{READING}"', 'expect unknown where reason = "no_peers"'),
        ("", 'expect unknown where reason = "no_peers"'),
        (
            f'given closest(section(2)) = {{"开放时间为九点。{READING}"}}',
            "expect fail",
        ),
    ],
)
def test_a_report_is_compared_with_those_of_other_agencies(given: str, expected: str) -> None:
    holds(f'{OTHERS} test O "it" given section(2) = "{READING}" {given} {expected}')


def test_agencies_that_put_their_own_name_into_the_same_text_have_copied() -> None:
    holds(
        """
        rule O let c = closest(section(2), 100%) require c = nothing
        test O "names and a beginning of them"
          given agency = "丰川市图书馆" given section(2) = "丰川市图书馆办讲座9场。丰川市的孩子都来了。"
          given closest(agency) = {"禾湖县文化馆"}
          given closest(section(2)) = {"禾湖县文化馆办讲座12场。禾湖县的孩子都来了。"}
          expect fail"""
    )


def test_sentences_that_change_the_year_alone_are_found() -> None:
    holds(
        """
        rule S for each s in shared(section(2), last(section(2)), "开放时间")
          require not (some n in find(s.text, "{n}(册|场)") satisfies n.n >= 10)
        test S "the number is that of last year" given section(2) = "2024年，借出图书1204册。办讲座9场。"
          given last(section(2)) = "2023年，借出图书1204册。办讲座8场。"
          expect fail where s.text = "2024年，借出图书1204册"
        test S "another number" given section(2) = "2024年，借出图书1205册。"
          given last(section(2)) = "2023年，借出图书1204册。" expect vacuous
        test S "a small number" given section(2) = "2024年，办讲座9场。"
          given last(section(2)) = "2023年，办讲座9场。" expect pass
        test S "fair use" given section(2) = "开放时间不变，借出12册。"
          given last(section(2)) = "开放时间不变，借出12册。" expect vacuous"""
    )


def test_a_paragraph_told_twice_is_found_once() -> None:
    holds(
        f'''
        rule T for each p in repeats(section(1) | section(2), "开放时间") require length(p.text) < 20
        test T "twice" given section(1) = """{READING}
        {SINGING}""" given section(2) = "{READING}"
          expect fail where p.text = "{READING}"
        test T "short ones" given section(1) = "无。" given section(2) = "无。" expect pass
        test T "fair use" given section(1) = "开放时间：每天九点到下午五点，周一闭馆。"
          given section(2) = "开放时间：每天九点到下午五点，周一闭馆。" expect vacuous'''
    )


def test_sub_headings_are_what_follows_a_number_at_the_beginning_of_a_paragraph() -> None:
    holds(
        '''
        rule H let now = headings(section(2), "概况")
          require now.text != last(headings(section(2), "概况")).text or count(now) < 2
        test H "the same" given section(2) = """（一）概况。略。
        （二）借阅。今年很多。
        （三）讲座：九场。""" given last(section(2)) = """一、借阅
        二、讲座
        二〇二三年有八场。""" expect fail
        test H "another order" given section(2) = """（一）讲座。略。
        （二）借阅。略。""" given last(section(2)) = """（一）借阅。略。
        （二）讲座。略。""" expect pass'''
    )


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ("abcdef", "xxcdefyyabc", [(0, 8, 3), (2, 2, 4)]),
        ("aaaa", "aa", [(0, 0, 2), (1, 0, 2), (2, 0, 2)]),
        ("abc", "", []),
        ("", "abc", []),
        ("ab", "ab", [(0, 0, 2)]),
    ],
)
def test_runs_are_the_stretches_that_cannot_be_longer(
    own: str, other: str, expected: list[tuple[int, int, int]]
) -> None:
    assert [(run.here, run.there, run.length) for run in common_runs(own, other, 2)] == expected


def test_an_agency_at_the_beginning_of_a_clause_is_told_with_its_kind() -> None:
    holds(
        """
        rule A for each a in actors(section(2), "(购书|开放)") require a.scope = "own" or a.kind = "museum"
        test A "another" given agency = "丰川图书馆" given closest(agency) = {"禾湖图书馆"}
          given closest(agency.kind) = {"library"}
          given section(2) = "2024年，禾湖 图书馆购书9册；丰川图书馆购书8册。2024年禾湖图书馆开放九次。"
          expect fail where a.text = "禾湖 图书馆" expect pass where a.text = "丰川图书馆"
          expect fail where a.text = "禾湖图书馆"
        test A "only spoken of" given agency = "丰川图书馆" given closest(agency) = {"禾湖图书馆"}
          given section(2) = "我们向禾湖图书馆购书9册；禾湖图书馆来人祝贺。" expect vacuous
        test A "of another kind" given agency = "丰川图书馆"
          given closest(agency) = {"禾湖博物馆", "禾湖博物馆分馆"}
          given closest(agency.kind) = {"museum", "branch"} given section(2) = "禾湖博物馆开放九次。"
          expect pass
        test A "the longest name" given agency = "丰川图书馆"
          given closest(agency) = {"禾湖博物馆", "禾湖博物馆分馆"}
          given closest(agency.kind) = {"museum", "branch"} given section(2) = "禾湖博物馆分馆开放九次。"
          expect fail
        test A "nobody else is known" given agency = "丰川图书馆" given section(2) = "丰川图书馆购书9册。"
          expect unknown where reason = "no_roster"
        test A "it is not stated whose report it is" given closest(agency) = {"禾湖图书馆"}
          given section(2) = "丰川图书馆购书9册。" expect unknown where reason = "no_date" """
    )
