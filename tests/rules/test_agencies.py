"""What the shipped pack tells of an agency by its name."""

from pathlib import Path

import pytest

from gouji.model.fold import squeeze
from gouji.model.roster import Roster
from gouji.scan.agencies import Agencies, fits
from gouji.scan.roster import read_roster

FILE = Path(__file__).parents[2] / "rules" / "disclosure" / "agencies.yaml"
KINDS = {
    "省级政府": """
        云岭省人民政府 云岭省政府 青原族自治区人民政府 北京市人民政府 重庆市人民政府 上海市政府
        """,
    "自治州政府": "望川族自治州人民政府 云岭省望川族白塔族自治州人民政府",
    "市政府": "望川市人民政府 云岭省望川市人民政府 景德镇市人民政府 新乡市人民政府 望川市政府",
    "县级政府": """
        望川县人民政府 望川市青山区人民政府 青原旗人民政府 青原族自治旗人民政府 望川族自治县人民政府
        望川新区人民政府 白塔林区人民政府 白塔特区人民政府 青山区政府 镇平县人民政府 街口县人民政府
        """,
    "乡镇政府": """
        白塔镇人民政府 望川县白塔镇人民政府 青禾乡人民政府 青禾族乡人民政府 青原苏木人民政府
        望川市青山区白塔镇人民政府 白塔镇政府 白塔镇 红旗镇人民政府 区头镇人民政府 市口乡人民政府
        """,
    "街道办事处": """
        柳塘街道办事处 望川市青山区柳塘街道办事处 青山区人民政府柳塘街道办事处 柳塘街道
        驻马店市柳塘街道办事处 柳塘街道办 青山区柳塘地区办事处
        """,
    "部门": """
        望川县水务局 望川市公安局 云岭省教育厅 望川县人民政府办公室 青山区人民政府办公室
        上海市人民政府办公厅 望川市发展和改革委员会 望川市卫健委 望川县政府办
        望川市人民政府国有资产监督管理委员会 望川县人民政府外事办公室 望川市地方金融监督管理局
        景德镇市水务局 镇江市政务服务管理办公室 新乡市城市管理局 望川市住房和城市建设委员会
        云岭省人民政府研究室 望川县行政审批服务局 望川市人民政府机关事务管理局 镇平县综合行政执法局
        青山区城市管理委员会 望川县信访局
        """,
    "国务院部门": """
        国务院办公厅 国家税务总局 国家统计局 国家烟草专卖局 中国人民银行 水利部 海关总署 国家卫生健康委员会
        中华人民共和国财政部 国家国际发展合作署 国务院国有资产监督管理委员会 中国气象局
        """,
    "垂直管理机构": """
        国家税务总局望川县税务局 望川县税务局 国家统计局望川调查队 中华人民共和国望川海关
        中国人民银行望川市分行 望川县气象局 望川市烟草专卖局（公司） 国家金融监督管理总局望川监管分局
        望川市消防救援支队 望川市邮政管理局 水利部望川水利委员会
        """,
    "派出机构": """
        望川经济技术开发区管理委员会 望川高新技术产业园管委会 望川市公安局青山分局 望川县公安局白塔派出所
        望川市人民政府驻北京办事处 青原地区行政公署 望川市生态环境局青山分局 望川县白塔司法所
        白塔山风景名胜区管理局 望川县市场监督管理局白塔监管所
        """,
    "内设机构": """
        白塔镇人民政府办公室 白塔镇党政办公室 柳塘街道综合行政执法办公室 柳塘街道办事处党政办公室
        望川经济技术开发区财政局 青山新区管委会办公室 望川市交通运输综合行政执法支队 望川县交警大队
        白塔镇综合执法局 白塔镇政府财政所
        """,
    "公共企事业单位": """
        望川市人民医院 望川县第一中学 望川市自来水有限公司 望川供电局 望川职业技术学院 白塔镇中心卫生院
        青山区白塔社区卫生服务中心 望川市公共交通集团
        """,
    "事业单位": "望川市公共资源交易中心 望川县图书馆 望川市住房公积金管理中心 望川市公路管理处",
    "非行政机关": """
        中共望川县委宣传部 望川县委办公室 望川市委网络安全和信息化委员会办公室 望川县人民法院
        望川县人大常委会办公室 政协望川县委员会 望川市纪委监委 白塔村村民委员会 望川市总工会
        """,
}
NAMES = [(name, kind) for kind, names in KINDS.items() for name in names.split()]


@pytest.fixture(scope="module")
def shipped() -> Roster:
    roster, found = read_roster(FILE, FILE.name)
    assert not found
    assert roster is not None
    return roster


def test_there_are_names_enough() -> None:
    assert len(NAMES) > 100


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_a_name_tells_the_kind(shipped: Roster, name: str, kind: str) -> None:
    assert Agencies(shipped).kind(name, squeeze(name)) == kind


@pytest.mark.parametrize("name", ["望川", "望川县供销合作社联合社", "望川县人民政府（本级）公报"])
def test_a_name_that_tells_nothing_has_no_kind(shipped: Roster, name: str) -> None:
    assert Agencies(shipped).kind(name, squeeze(name)) is None


def test_every_kind_is_described_in_the_file(shipped: Roster) -> None:
    text = FILE.read_text(encoding="utf-8")
    remarks = [line for line in text.splitlines() if line.startswith("#")]
    for kind in {kind.kind for kind in shipped.kinds}:
        assert any(kind in line for line in remarks), kind
        assert kind in KINDS


def test_no_pattern_stands_behind_another_that_takes_all_its_names(shipped: Roster) -> None:
    patterns = [name for kind in shipped.kinds for name in kind.names]
    dead = [
        (later, earlier)
        for at, later in enumerate(patterns)
        for earlier in patterns[:at]
        if fits(earlier, later.replace("*", "某某")) and fits(earlier, later.replace("*", ""))
    ]
    assert dead == []


@pytest.mark.parametrize(
    "before",
    [
        "云岭省",
        "望川市",
        "云岭省望川市",
        "青原族自治区",
        "望川县",
        "青山区人民政府",
        "国家税务总局",
    ],
)
def test_the_place_above_may_be_left_out(shipped: Roster, before: str) -> None:
    assert any(fits(pattern, before) for pattern in shipped.prefixes)


@pytest.mark.parametrize("before", ["望川", "白塔镇", "柳塘街道", "望川县水务局", "原"])
def test_what_is_no_place_above_may_not_be_left_out(shipped: Roster, before: str) -> None:
    assert not any(fits(pattern, before) for pattern in shipped.prefixes)
