"""The words in which values, conditions and what is wrong with them are told, in both languages."""

from gouji.engine.values import Certainty
from gouji.model.wording import Wording

# ---- values and conditions

FUNCTIONS = {
    "sum": Wording("{0}之和", "the sum of {0}"),
    "max": Wording("{0}中的最大值", "the largest of {0}"),
    "min": Wording("{0}中的最小值", "the smallest of {0}"),
    "count": Wording("{0}的个数", "the number of {0}"),
    "exists": Wording("有{0}", "there is {0}"),
    "whole": Wording("{0}为整数", "{0} is a whole number"),
    "plain": Wording("{0}只填数字", "{0} holds a figure alone"),
    "previous": Wording("{0}的上一项", "the one before {0}"),
    "length": Wording("{0}的字数", "the length of {0}"),
    "edits": Wording("{0}与{1}相差的字数", "the characters in which {0} and {1} differ"),
    "similar": Wording("{0}与{1}的相似度", "the likeness of {0} to {1}"),
    "date": Wording("{0} 年 {1} 月 {2} 日", "day {2} of month {1} of {0}"),
}
FIELDS = {
    "n": Wording("{0}所写的数", "the number in {0}"),
    "text": Wording("{0}的文字", "the text of {0}"),
    "unit": Wording("{0}所写的单位", "the unit printed in {0}"),
    "title": Wording("{0}的标题", "the title of {0}"),
    "ordinal": Wording("{0}的序号", "the ordinal of {0}"),
    "position": Wording("{0}的次序", "the position of {0}"),
    "negated": Wording("{0}说的是没有", "{0} says that there were none"),
    "approximate": Wording("{0}是约数", "{0} is an estimate"),
    "scope": Wording("{0}的范围", "the scope of {0}"),
    "printed": Wording("{0}的原文标签", "the label printed for {0}"),
    "cells": Wording("{0}的格数", "the number of cells of {0}"),
    "verbatim": Wording("{0}与格式一字不差", "{0} is printed word for word"),
    "merged": Wording("{0}并为一行", "{0} is printed as one row"),
    "share": Wording("{0}的比例", "the share of {0}"),
    "length": Wording("{0}的字数", "the length of {0}"),
    "problem": Wording("{0}所说的原问题", "the problem of {0}"),
    "status": Wording("{0}的整改状态", "the status of {0}"),
    "reply": Wording("对{0}的回应", "the reply to {0}"),
    "under": Wording("{0}所在的部分", "the section of {0}"),
    "header": Wording("{0}的表头", "the header of {0}"),
}
CAPTURE = Wording("{0}的{1}", "the {1} of {0}")
QUANTIFIERS = {
    "every": Wording("{0}的每一个（{1}）都满足：{2}", "every {1} of {0} satisfies {2}"),
    "some": Wording("{0}中至少有一个（{1}）满足：{2}", "some {1} of {0} satisfies {2}"),
    "no": Wording("{0}中没有一个（{1}）满足：{2}", "no {1} of {0} satisfies {2}"),
}
LISTINGS = {
    "passages": Wording("{0}的各句", "the sentences of {0}"),
    "paragraphs": Wording("{0}的各段", "the paragraphs of {0}"),
    "problems": Wording("{0}列出的各点", "the points listed in {0}"),
    "headings": Wording("{0}的小标题", "the sub-headings of {0}"),
    "actors": Wording("{0}说到的机关", "the agencies that {0} speaks of"),
    "repeats": Wording("{0}中重复的段落", "the paragraphs that {0} repeats"),
    "garbled": Wording("{0}中的乱码", "the garbled characters of {0}"),
    "unpaired": Wording("{0}中不成对的标点", "the unpaired signs of {0}"),
    "misnumbered": Wording("{0}中不连续的序号", "the numbers out of turn in {0}"),
}
COMPARED = {
    "copied": Wording("{0}与{1}的重合", "what of {0} stands in {1}"),
    "shared": Wording("{0}与{1}相同的句子", "the sentences of {0} that {1} has, too"),
}
CLOSEST = Wording(
    "与他机关同年度报告的{0}的重合（{1} 以上）",
    "what {0} has in common with another agency's report of the year ({1} or more)",
)
TOPICS = {
    "shortcomings": Wording("{0}所说的不足", "the shortcomings told in {0}"),
    "measures": Wording("{0}提出的措施", "the measures announced in {0}"),
    "recitals": Wording("{0}转述的上年问题", "the earlier problems repeated in {0}"),
    "answers": Wording("{2}对{0}的交代", "what {2} says of {0}"),
    "alike": Wording("{0}与{1}的雷同度", "how alike {0} and {1} are"),
    "related": Wording("{0}与{1}的关联度", "how related {0} and {1} are"),
    "remainder": Wording("{0}去掉套话之后的文字", "what is left of {0} without set phrases"),
}
STATUSES = {
    "addressed": Wording("已经整改", "acted upon"),
    "partly": Wording("部分整改", "acted upon in part"),
    "promised_only": Wording("只有打算", "promised only"),
    "quoted_only": Wording("只是复述，没有说做了什么", "repeated only, without any action"),
    "not_addressed": Wording("没有提到", "not mentioned"),
}
"""What answers say became of a problem."""
CLOSED = {"status": STATUSES}
"""Fields whose values are words of the language, by which readers know them."""
ROWS_OF = {
    "rows": Wording("{0}的各行", "the rows of {0}"),
    "groups": Wording("{0}的各组", "the groups of {0}"),
}
SECTION_OF = Wording("{0}所在的部分", "the section of {0}")
ENTRIES_OF = Wording("“{0}”各项", "the entries of “{0}”")
JOINS = {"and": Wording(" 且 ", " and "), "or": Wording(" 或 ", " or ")}
NOTHING = Wording("空", "nothing")
TRUTHS = {True: Wording("真", "true"), False: Wording("假", "false")}
THIS_CELL = Wording("本格", "this cell")
BOUND_LABELS = {
    "column": Wording("列名", "the column's name"),
    "row": Wording("行名", "the row's name"),
}
FINDING_FACTS = {
    "gap": Wording("差额", "the difference"),
    "reason": Wording("原因", "the reason"),
}
EVERY = {"row": Wording("各行", "every row"), "column": Wording("各列", "every column")}
COUNTED = {
    "row": Wording("{0}等 {1} 行", "{0}, … ({1} rows)"),
    "column": Wording("{0}等 {1} 列", "{0}, … ({1} columns)"),
}
EACH_OPEN = Wording("该{0}", "the {0}")
EVERY_OPEN = Wording("每个{0}", "every {0}")
LEAVES = Wording("{0}各项", "all of {0}")
COMPUTED = Wording("名为{0}的一栏", "that of {0}")
LAST = Wording("上年报告的{0}", "last year's {0}")
BEFORE = Wording("{1} 年前报告的{0}", "{0} of {1} years before")
CHILDREN = Wording("各下级机关的{0}", "{0} of every subordinate agency")
DEFINED = Wording("{0}（{1}）", "{0}({1})")
INPUTS = Wording("，", ", ")
SEVERAL = Wording("{0}等 {1} 项", "{0}, … ({1} in all)")
WITHIN = Wording("{0}（误差 {1} 以内）", "{0} (within {1})")

# ---- rules

EACH = {
    "column": Wording("{0}每列", "each column of {0}"),
    "row": Wording("{0}每行", "each row of {0}"),
    "cell": Wording("{0}每格", "each cell of {0}"),
}
CHOSEN = Wording("{0}（{1}）", "{0} ({1})")
EACH_OF = Wording("{0}的每一个（{1}）", "each {1} of {0}")
WHERE = Wording("当 {0} 时，{1}", "where {0}: {1}")
MEANING = Wording("{0}（其中 {1}）", "{0}, with {1}")

# ---- what does not hold

EQUALS = Wording(" = ", " = ")
WORTH = Wording("{0} = {1}", "{0} = {1}")
PLACED = Wording("{0}：{1}", "{0}: {1}")
COLUMN = Wording("{0}列", "Column {0}")
ROW = Wording("{0}行", "Row {0}")
ALSO = Wording("；", "; ")
OR = Wording("；或者", "; or ")
AT_LEAST = Wording("至少 {0}", "at least {0}")
NUMBERS = {
    "=": Wording("{0}，应等于 {1}", "{0} should equal {1}"),
    "!=": Wording("{0}，不应等于 {1}", "{0} should not equal {1}"),
    "<=": Wording("{0}，不应大于 {1}", "{0} should be at most {1}"),
    ">=": Wording("{0}，不应小于 {1}", "{0} should be at least {1}"),
    "<": Wording("{0}，应小于 {1}", "{0} should be less than {1}"),
    ">": Wording("{0}，应大于 {1}", "{0} should be more than {1}"),
}
DATES = {
    "=": Wording("{0}，应是 {1}", "{0} should be {1}"),
    "!=": Wording("{0}，不应是 {1}", "{0} should not be {1}"),
    "<=": Wording("{0}，不应晚于 {1}", "{0} should not be later than {1}"),
    ">=": Wording("{0}，不应早于 {1}", "{0} should not be earlier than {1}"),
    "<": Wording("{0}，应早于 {1}", "{0} should be earlier than {1}"),
    ">": Wording("{0}，应晚于 {1}", "{0} should be later than {1}"),
}
TEXTS = {
    "=": Wording("{0}，应为 {1}", "{0} should be {1}"),
    "!=": Wording("{0}，不应为 {1}", "{0} should not be {1}"),
}
ANSWERS = {
    "=": Wording("{0}，{1}，两者应一致", "{0} and {1}; they should agree"),
    "!=": Wording("{0}，{1}，两者不应一致", "{0} and {1}; they should differ"),
}
HOLDS = {
    Certainty.TRUE: Wording("{0}（成立）", "{0} (true)"),
    Certainty.FALSE: Wording("{0}（不成立）", "{0} (false)"),
}
SHOULD_HOLD = Wording("{0}：应成立，实际不成立", "{0}: this should hold but does not")
SHOULD_NOT_HOLD = Wording("{0}：不应成立，实际成立", "{0}: this should not hold but does")
EMPTY = Wording("{0}，应为空", "{0} should be empty")
FILLED = Wording("{0}，应填写", "{0} and should be filled in")
MISSING_VALUE = Wording("{0}{1}", "{0} {1}")
READINGS = Wording("{0}，与各种口径都不一致：{1}", "{0} fits none of the accepted readings: {1}")
ONE_OF = Wording("{0}，应为以下之一：{1}", "{0} should be one of: {1}")
NUMBERS_APART = Wording("{0}，相差 {1}", "{0}: difference {1}")
DAYS_APART = Wording("{0}，相差 {1} 天", "{0}: {1} days apart")
ABSENT = Wording("缺少{0}", "{0} is not there")
NOT_FOUND = Wording("没有找到{0}", "{0} was not found")
UNWANTED = Wording("不应有{0}", "{0} should not be there")
FOUND = Wording("不应有{0}，却找到了{1}", "{0} should not be there, but {1} was found")
WHOLE = Wording("{0}，应为整数", "{0} should be a whole number")
NOT_WHOLE = Wording("{0}，不应为整数", "{0} should not be a whole number")
PLAIN = Wording("{0}填的是{1}，应只填数字", "{0} says {1}; it should be a figure alone")
NOT_PLAIN = Wording("{0}填的是{1}，不应只有数字", "{0} says {1}; it should not be a figure alone")
AND_MORE = Wording("{0}……（共 {1} 处）", "{0} … ({1} in all)")
NONE_THERE = Wording(
    "{0} 一个也没有，应至少有一个满足：{1}",
    "{0}: there is none, and one at least should satisfy {1}",
)
NONE_OF = Wording(
    "{0} 共 {2} 个，没有一个满足：{1}", "{0}: {2} in all, none of which satisfies: {1}"
)
ALL_OF = Wording(
    "{0} 共 {2} 个，全都满足：{1}；应至少有一个不满足",
    "{0}: {2} in all, every one of which satisfies: {1}; one at least should not",
)

# ---- what cannot be told for certain

UNDECIDED = Wording("{0}可能是：{1}", "{0} may be one of: {1}")
ESTIMATE = Wording("{0} 是约数", "{0} is an estimate")
CLOSE = Wording("{0} 与界线 {1} 太近", "{0} is too close to the threshold {1}")
ROUNDED = Wording(
    "{0} 与 {1} 不同，但可能只是四舍五入所致", "{0} and {1} differ, but rounding may account for it"
)
OPEN = Wording(
    "请复核：{0}：{1}，不能确定是否相符", "Please review: {0}: {1}, so agreement is not certain"
)
OPEN_GUARD = Wording(
    "请复核：{0}：{1}，不能确定规则是否适用",
    "Please review: {0}: {1}, so it is not certain that the rule applies",
)
