#pragma once

#include <QtCore/QStringList>

namespace retune {

/// Strings that writers of settings files get wrong: blanks at the ends, words that look like other types, comment and
/// quote characters, line breaks of every kind, control characters, text outside the first plane.
inline const QStringList &nastyStrings()
{
    static const QStringList strings = [] {
        const char *const utf8[] = {"",
                                    " ",
                                    "  x",
                                    "x  ",
                                    "\t",
                                    "a\tb",
                                    "no",
                                    "yes",
                                    "true",
                                    "null",
                                    "~",
                                    "1e3",
                                    "0x10",
                                    "007",
                                    "1_000",
                                    "12:30",
                                    "-",
                                    "- a",
                                    "?",
                                    ": ",
                                    "a: b",
                                    "a:",
                                    " #",
                                    "a #b",
                                    "#a",
                                    ";a",
                                    "a ;b",
                                    "//a",
                                    "/*a*/",
                                    "'",
                                    "\"",
                                    "'a'",
                                    "\"a\"",
                                    "'''",
                                    "\"\"\"",
                                    "a'b\"c",
                                    "\\",
                                    "\\\\",
                                    "a\\",
                                    "\\n",
                                    "\\u0041",
                                    "%s",
                                    "%(a)s",
                                    "$HOME",
                                    "${a}",
                                    "[a]",
                                    "{a}",
                                    "[",
                                    "}",
                                    "a,b",
                                    "=",
                                    "a=b",
                                    "a\nb",
                                    "\n",
                                    "a\n",
                                    "\na",
                                    "a\r\nb",
                                    "a\rb",
                                    "a\n\nb",
                                    "a\n# b",
                                    "\xC2\x85",
                                    "a\u2028b",
                                    "\xC2\xA0",
                                    "你好，精神小伙",
                                    "\xF0\x9F\x98\x80"};
        QStringList all;
        for (const char *text : utf8)
            all += QString::fromUtf8(text);
        all += QString(QChar(1)) + QChar(0x1F) + QChar(0x7F);
        all += QString(QChar(u'\0'));
        all += QString(2, QChar(QChar::ByteOrderMark)) + QLatin1Char('x');
        return all;
    }();
    return strings;
}

} // namespace retune
