#include <retune/history/revisionmessage.h>

#include <array>

namespace retune {

namespace {

constexpr int namedFiles = 3;

struct SourceName
{
    RevisionSource source;
    const char *name;
};
// Written into repositories, so they are neither translated nor changed.
constexpr std::array sourceNames{SourceName{RevisionSource::Found, "Retune, as found"},
                                 SourceName{RevisionSource::Retune, "Retune"},
                                 SourceName{RevisionSource::AnotherProgram, "another program"}};

/// A trailer is one line.
QByteArray onOneLine(const QString &text)
{
    return text.simplified().toUtf8();
}

QByteArray subject(const QList<KeptChange> &changes)
{
    QByteArrayList names;
    for (const KeptChange &change : changes.first(std::min<qsizetype>(changes.size(), namedFiles)))
        names.append(onOneLine(change.path));
    QByteArray text = names.join(", ");
    if (changes.size() > namedFiles)
        text += " and " + QByteArray::number(changes.size() - namedFiles) + " more";
    return text;
}

void readTrailer(QByteArrayView name, const QString &value, KeptRevision &revision)
{
    if (name == "Source") {
        for (const SourceName &known : sourceNames) {
            if (value == QLatin1StringView(known.name))
                revision.source = known.source;
        }
    } else if (name == "Time") {
        if (const QDateTime when = QDateTime::fromString(value, Qt::ISODateWithMs); when.isValid())
            revision.when = when.toUTC();
    } else if (name == "Label") {
        revision.label = value;
    } else if (name == "Run") {
        revision.run = value;
    }
}

} // namespace

QByteArray authorName(RevisionSource source)
{
    for (const SourceName &known : sourceNames) {
        if (known.source == source)
            return known.name;
    }
    return {};
}

QByteArray revisionMessage(const KeptRevision &revision)
{
    QByteArray text = subject(revision.changes) + "\n\n";
    if (!revision.label.isEmpty())
        text += "Label: " + onOneLine(revision.label) + '\n';
    text += "Source: " + authorName(revision.source) + '\n';
    text += "Time: " + revision.when.toUTC().toString(Qt::ISODateWithMs).toUtf8() + '\n';
    return text + "Run: " + onOneLine(revision.run) + '\n';
}

void readMessage(QByteArrayView message, KeptRevision &revision)
{
    const QList<QByteArray> lines = message.toByteArray().trimmed().split('\n');
    for (auto line = lines.rbegin(); line != lines.rend() && !line->isEmpty(); ++line) {
        const qsizetype colon = line->indexOf(": ");
        if (colon > 0)
            readTrailer(QByteArrayView(*line).first(colon), QString::fromUtf8(line->mid(colon + 2)),
                        revision);
    }
}

} // namespace retune
