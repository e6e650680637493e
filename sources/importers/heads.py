"""Heads of reports in a form of their own: of agencies in China, Japan and Korea, and of the Saudi one."""

import re

CHINESE = re.compile(
    r"(?P<signed>新华社|中新社|共同社)(?P<place>[\u4e00-\u9fff/]{1,12}?)(?P<date>\d{1,2}月\d{1,2}日)电\s*"
    r"(?:[（(]\s*(?:记者|作者)\s*(?P<who>[^（()）]{2,40})\s*[)）]\s*)?"
)
# 【東京共同】 ; 【ワシントン共同】
JAPANESE = re.compile(r"【(?P<place>[^【】=＝\d]{1,20}?)[=＝]?(?P<signed>共同|時事|共同通信|時事通信)】\s*")
# (서울=연합뉴스) 홍길동 기자 =
KOREAN = re.compile(
    r"\((?P<place>[^()=\d]{1,20})=(?P<signed>연합뉴스)\)\s*(?:(?P<who>[가-힣\s·]{2,30}?)\s*(?:특파원|기자)\s*)?(?:=\s*)?"
)
# الرياض 07 ربيع الأول 1438 هـ الموافق 06 ديسمبر 2016 م واس
SAUDI = re.compile(
    r"(?P<before>(?P<place>[^\W\d][^\n\d,()]{1,40}?)\s+\d{1,2}\s+[^\W\d][^\n\d]{2,20}\s+\d{4}\s*هـ\s+الموافق\s+"
    r"(?P<date>\d{1,2}\s+[^\W\d][^\n\d]{2,20}?\s+\d{4}))\s*م?\s+(?P<signed>واس)(?!\w)\s*[:–-]?\s*"
)
PATTERNS = (CHINESE, JAPANESE, KOREAN, SAUDI)


def particular_head(start: str) -> re.Match[str] | None:
    """The head in one of these forms, with groups place and signed, and where they are told before, date and who."""
    return next((found for pattern in PATTERNS if (found := pattern.match(start))), None)
