#pragma once

#include <retune/format/document.h>
#include <retune/format/format.h>

#include <QtCore/QHash>

#include <mutex>
#include <vector>

namespace retune {

/// What a document holds: shared by its copies, and written by its builder alone.
struct DocumentData
{
    const Format *format = nullptr;
    QByteArray bytes;
    TextFacts facts;
    Limits limits;
    std::vector<NodeData> nodes;
    QHash<quint32, QString> decoded;
    QHash<quint32, QString> decodedKeys;
    QList<ByteRange> comments;
    QList<Problem> warnings;
    mutable std::once_flag linesMade;
    mutable LineIndex lines;

    QByteArrayView slice(quint32 begin, quint32 end) const
    {
        return QByteArrayView(bytes).sliced(begin, end - begin);
    }

    QByteArrayView keyText(quint32 id) const { return slice(nodes[id].keyBegin, nodes[id].keyEnd); }

    TextPosition position(qsizetype offset) const
    {
        std::call_once(linesMade, [this] { lines = LineIndex(bytes); });
        return lines.position(bytes, offset);
    }

    QString key(quint32 id) const
    {
        const auto decodedKey = decodedKeys.constFind(id);
        if (decodedKey != decodedKeys.constEnd())
            return *decodedKey;
        const QByteArrayView text = keyText(id);
        return text.isEmpty() ? QString() : format->decodeKey(text, nodes[id]);
    }
};

} // namespace retune
