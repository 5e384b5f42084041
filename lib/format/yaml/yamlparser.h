#pragma once

#include <retune/format/yaml/yamloffsets.h>
#include <retune/format/yaml/yamlstyle.h>
#include <retune/text/problem.h>

#include <memory>

namespace retune::yaml {

/// One event of libyaml with byte offsets. The views are valid until the next event.
struct Event
{
    enum class Type : quint8 {
        StreamEnd,
        DocumentStart,
        DocumentEnd,
        Alias,
        Scalar,
        TableStart,
        ListStart,
        End
    };

    Type type = Type::StreamEnd;
    qsizetype begin = 0; ///< where the anchor or the tag stands, if there is one
    qsizetype end = 0;
    QByteArrayView anchor; ///< of an alias: the anchor it refers to
    QByteArrayView tag;    ///< with its prefix
    QByteArrayView value;
    ScalarStyle style = ScalarStyle::Plain;
    bool isFlow = false;             ///< of a container
    bool isExplicitDocument = false; ///< the document begins with `---`

    int propertyCount() const { return int(!anchor.isEmpty()) + int(!tag.isEmpty()); }
};

/// Reads a text that passed the checks that all formats share, with libyaml.
class Parser
{
public:
    Parser(QByteArrayView text, qsizetype bomSize);
    ~Parser();
    Parser(const Parser &) = delete;
    Parser &operator=(const Parser &) = delete;

    /// The next event, or null where the text is no YAML: `problem` tells why. Nothing comes after StreamEnd.
    const Event *next();
    /// The error in words and with its place.
    Problem problem();

private:
    struct Library;

    QByteArrayView m_text;
    ByteOffsets m_offsets;
    Event m_event;
    std::unique_ptr<Library> m_library;
};

} // namespace retune::yaml
