#pragma once

#include <retune/store/convert.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>
#include <tuple>

namespace retune {

/// A settings file of 200 bytes in TOML whose first and last line carry a number, so that a half-written one can be told.
QByteArray numberedText(int number);

/// The same settings in JSON.
QByteArray numberedJson(int number);

/// The number of a text in TOML; nothing where the text is not whole. As quick as a reader of this one file can be.
std::optional<int> numberOf(const QByteArray &text);

/// The two numbers as a program reads them.
struct NumberedSettings
{
    int first = 0;
    int last = 0;

    bool operator==(const NumberedSettings &) const = default;
};

template<>
struct Fields<NumberedSettings>
{
    static constexpr std::tuple all{Field{u"first", &NumberedSettings::first},
                                    Field{u"last", &NumberedSettings::last}};
};

/// A folder of numbered files.
struct NumberedFolder
{
    QString path;
    int files = 0;
    int folders = 1; ///< the files are spread over them

    /// "folder7/setting107.toml"; in the folder itself where there is one folder only.
    QString file(int index) const;
    QString absoluteFile(int index) const { return path + u'/' + file(index); }
    /// Makes the sub-folders, and writes every file with this number.
    void make(int number) const;
};

} // namespace retune
