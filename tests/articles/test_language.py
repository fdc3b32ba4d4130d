import pytest

from interdict.articles.language import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministry said that the ship was seized in the port, and it has been there."),
        ("de", "Das Ministerium sagte, dass die Schiffe nicht im Hafen sind und auch nicht von."),
        ("fr", "Le ministère a dit que les navires ne sont pas dans le port et que cette saisie."),
        ("es", "El ministerio dijo que los buques no están en el puerto, pero como se vio fue."),
        ("it", "Il ministero ha detto che la nave non è nel porto, ma anche che sono più di una."),
        ("pt", "O ministério disse que os navios não estão no porto, mas foi uma decisão dos."),
        ("nl", "Het ministerie zei dat de schepen niet in de haven zijn en dat het ook wordt."),
        ("pl", "Ministerstwo podało, że statek nie jest w porcie, ale został już przez nich."),
        ("tr", "Bakanlık, gemilerin limanda olduğunu ve bu kararın çok önemli bir adım için."),
        ("id", "Kementerian itu mengatakan bahwa kapal yang berada di pelabuhan itu tidak akan."),
        ("vi", "Bộ trưởng cho biết các tàu đã rời cảng và những chiếc khác không được phép."),
        ("ru", "Министерство сообщило, что это судно вышло из порта, и мы были уверены в этом."),
        ("uk", "Міністерство повідомило, що її судно вийшло з порту, і їхній екіпаж є у Києві."),
        ("ar", "قالت الوزارة إن السفينة غادرت الميناء يوم الاثنين"),
        ("fa", "وزارت گفت که کشتی‌ها بندر را ترک کرده‌اند و چند نفر"),
        ("he", "המשרד אמר כי הספינה עזבה את הנמל ביום שני"),
        ("zh", "外交部表示，该船已于周一离开港口，前往俄罗斯。"),
        ("ja", "外務省は、その船が月曜日に港を出たと発表した。"),
        ("ko", "외교부는 그 배가 월요일에 항구를 떠났다고 밝혔다."),
    ],
)
def test_a_language_is_known(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "  ", "Rosneft", "123 456 789", "Qwrt zxcv bnmp lkjh gfds"])
def test_too_little_or_nothing_known_is_left_open(text: str) -> None:
    assert language_of(text) == ""


def test_foreign_names_do_not_change_the_language() -> None:
    text = "The firm Роснефть and its chief Игорь Сечин were named by the Treasury in the notice."
    assert language_of(text) == "en"
