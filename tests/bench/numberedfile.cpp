#include "numberedfile.h"

#include "rawfile.h"

#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr qsizetype textSize = 200;
constexpr char firstKey[] = "first = ";
constexpr char lastKey[] = "\nlast = ";

std::optional<int> numberAt(QByteArrayView text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
    return error == std::errc() && end != text.end() && *end == '\n' ? std::optional(number) : std::nullopt;
}

} // namespace

QByteArray numberedText(int number)
{
    const QByteArray digits = QByteArray::number(number);
    const QByteArray head = firstKey + digits +
                            "\n"
                            "host = \"service.example.org\"\n"
                            "port = 8080\n"
                            "timeout = 2.5\n"
                            "verbose = false\n"
                            "names = [\"alpha\", \"beta\"]\n"
                            "greeting = \"你好，精神小伙\"\n"
                            "# ";
    const QByteArray tail = lastKey + digits + "\n";
    return head.leftJustified(textSize - tail.size(), '.') + tail;
}

QByteArray numberedJson(int number)
{
    const QByteArray digits = QByteArray::number(number);
    const QByteArray head = "{\n\"first\": " + digits +
                            ",\n"
                            "\"host\": \"service.example.org\",\n"
                            "\"port\": 8080,\n"
                            "\"timeout\": 2.5,\n"
                            "\"verbose\": false,\n"
                            "\"names\": [\"alpha\", \"beta\"],\n"
                            "\"greeting\": \"你好，精神小伙\",\n";
    const QByteArray tail = "\"last\": " + digits + "\n}\n";
    return head.leftJustified(textSize - tail.size(), ' ') + tail;
}

std::optional<int> numberOf(const QByteArray &text)
{
    const qsizetype last = text.lastIndexOf(lastKey);
    if (!text.startsWith(firstKey) || last < 0)
        return std::nullopt;
    const auto first = numberAt(QByteArrayView(text).sliced(QByteArrayView(firstKey).size()));
    return first == numberAt(QByteArrayView(text).sliced(last + QByteArrayView(lastKey).size()))
               ? first
               : std::nullopt;
}

QString NumberedFolder::file(int index) const
{
    const QString name = u"setting%1.toml"_s.arg(index);
    return folders <= 1 ? name : u"folder%1/%2"_s.arg(QString::number(index % folders), name);
}

void NumberedFolder::make(int number) const
{
    for (int folder = 0; folders > 1 && folder < folders; ++folder)
        test::makeFolder(path + u"/folder%1"_s.arg(folder));
    const QByteArray text = numberedText(number);
    for (int index = 0; index < files; ++index)
        test::writeInPlace(absoluteFile(index), text);
}

} // namespace retune
