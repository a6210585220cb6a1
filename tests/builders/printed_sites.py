"""Pages as sites lay them out for reading: menus, bars and columns beside the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builders.portals import Article, plain

_MENU = (
    *("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"),
    *("依申请公开", "行政执法公示", "财政信息", "人事信息"),
)
_STYLE = (
    "<style>body{margin:0;font-size:14px;font-family:'Noto Serif CJK SC',serif}"
    "p{text-indent:2em;margin:6px 0;line-height:1.8}"
    "table{border-collapse:collapse;width:100%;font-size:11px}"
    "td{border:1px solid #333;text-align:center;padding:2px}"
    "ul{list-style:none;margin:0;padding:0}li{padding:7px 0}</style>"
)


def _menu() -> str:
    return f"<ul>{''.join(f'<li>{name}</li>' for name in _MENU)}</ul>"


def _article(article: Article) -> str:
    page = plain(article)
    return page[page.index("<article>") : page.index("</article>")] + "</article>"


def _page(body: str) -> str:
    return f"<html><head><meta charset='utf-8'>{_STYLE}</head><body>{body}</body></html>"


def _beside(article: Article, *, left: str = "", right: str = "", gap_px: int = 16) -> str:
    sides = [f"<div style='width:112px;flex:none'>{side}</div>" for side in (left, right)]
    style = f"flex:1;padding:0 {gap_px}px;text-align:justify"
    middle = f"<div style='{style}'>{_article(article)}</div>"
    inner = "".join([sides[0] if left else "", middle, sides[1] if right else ""])
    return _page(f"<div style='display:flex'>{inner}</div>")


def _floating(article: Article) -> str:
    style = "float:left;width:150px;margin-right:20px"
    return _page(f"<div style='{style}'>{_menu()}</div>{_article(article)}")


def _fixed(article: Article) -> str:
    bar = "分享到<br>微信<br>微博<br>打印<br>顶部"
    style = "position:fixed;top:200px;right:0;width:40px"
    inner = f"<div style='padding-right:60px'>{_article(article)}</div>"
    return _page(f"<div style='{style}'>{bar}</div>{inner}")


def _without_rules(page: str) -> str:
    return page.replace("border:1px solid #333;", "").replace("border=1", "")


#: How each lays the report out.
SITES: Mapping[str, Callable[[Article], str]] = {
    "menu left": lambda article: _beside(article, left=_menu()),
    "menus on both sides": lambda article: _beside(article, left=_menu(), right=_menu()),
    "menus close by": lambda article: _beside(article, left=_menu(), right=_menu(), gap_px=6),
    "menus by tables without rules": lambda article: _without_rules(
        _beside(article, left=_menu(), right=_menu())
    ),
    "floating menu": _floating,
    "fixed bar": _fixed,
}
