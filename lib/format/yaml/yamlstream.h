#pragma once

#include <retune/format/document.h>
#include <retune/format/yaml/yamlstyle.h>
#include <retune/text/result.h>

#include <vector>

namespace retune::yaml {

/// One value of a stream, as it stands in the file: containers are followed by their members.
struct Entry
{
    static constexpr quint32 none = 0xFFFFFFFF;

    // In 32 bits, as in NodeData: there are many of them.
    quint32 keyBegin = 0;
    quint32 keyEnd = 0;
    quint32 begin = 0;
    quint32 end = 0;
    quint32 descendants = 0; ///< the entries behind this one that lie in it
    quint32 target = none;   ///< of an alias of a container: that container
    quint32 text = none;     ///< the number of the value's text where the bytes alone do not tell it
    quint32 keyText = none;  ///< the same for the key
    Kind kind = Kind::Null;
    quint8 style = 0;
    quint8 keyStyle = 0;

    ByteRange key() const { return {keyBegin, keyEnd}; }
    ByteRange range() const { return {begin, end}; }
};

/// What libyaml found in a file, without the copies below aliases.
struct Stream
{
    std::vector<Entry> entries; ///< the documents one behind the other
    int documentCount = 0;
    std::vector<QString> texts;
    QList<ByteRange> comments;
};

/// Reads a text that passed the checks that all formats share.
Result<Stream> readStream(QByteArrayView text, qsizetype bomSize, const Limits &limits);

} // namespace retune::yaml
