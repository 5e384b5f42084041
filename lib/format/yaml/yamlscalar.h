#pragma once

#include <retune/format/yaml/yamlgap.h>
#include <retune/format/yaml/yamlparser.h>
#include <retune/format/yaml/yamlstyle.h>
#include <retune/text/result.h>

#include <optional>

namespace retune::yaml {

/// What a scalar is and where it stands.
struct Scalar
{
    ByteRange range; ///< empty where there is no text: the place where it would stand
    Kind kind = Kind::String;
    quint8 style = 0;
    std::optional<QString> text; ///< the value's text where the bytes alone do not tell it
};

/// Reads the text of one scalar.
class ScalarReader
{
public:
    /// `gap` stands behind the value before, and afterwards behind this one.
    ScalarReader(QByteArrayView text, Gap &gap)
        : m_text(text)
        , m_gap(gap)
    {}

    /// Says that the scalar is the value of a key, which ends at `end`.
    void setKey(qsizetype end, bool isInFlow)
    {
        m_keyEnd = end;
        m_isInFlow = isInFlow;
    }

    /// An error where the text is none of what its tag says.
    Result<Scalar> read(const Event &event);

private:
    bool isWhereItShouldBe(ByteRange range, ScalarStyle style) const;
    ByteRange place(const Event &event);
    ByteRange placeOfMissing(const Event &event, ScalarStyle &style);
    Problem wrongTag(const Event &event, ByteRange range) const;

    QByteArrayView m_text;
    Gap &m_gap;
    qsizetype m_keyEnd = -1;
    bool m_isInFlow = false;
};

/// The part of a scalar's bytes that is text and no quotes.
QByteArrayView withoutQuotes(QByteArrayView text, ScalarStyle style);

/// The value's text of a scalar by its bytes alone.
QString decodedScalar(QByteArrayView text, Kind kind, quint8 style);

} // namespace retune::yaml
