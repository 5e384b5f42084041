#include <retune/format/yaml/yamlparser.h>

#include <retune/format/yaml/yamlproblem.h>

#include <yaml.h>

namespace retune::yaml {

/// libyaml's parser and its last event.
struct Parser::Library
{
    explicit Library(QByteArrayView text)
    {
        if (!yaml_parser_initialize(&parser))
            qBadAlloc();
        // The encoding is left for it to detect: told that it is UTF-8 it takes a byte order mark for text.
        const char *const input = text.isEmpty() ? "" : text.data(); // it asserts that there is some
        yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char *>(input),
                                     static_cast<std::size_t>(text.size()));
    }
    ~Library()
    {
        yaml_event_delete(&event);
        yaml_parser_delete(&parser);
    }
    Library(const Library &) = delete;
    Library &operator=(const Library &) = delete;

    yaml_parser_t parser{};
    yaml_event_t event{};
};

namespace {

QByteArrayView viewOf(const yaml_char_t *text)
{
    return text ? QByteArrayView(reinterpret_cast<const char *>(text)) : QByteArrayView();
}

ScalarStyle styleOf(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return ScalarStyle::SingleQuoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return ScalarStyle::DoubleQuoted;
    case YAML_LITERAL_SCALAR_STYLE:
        return ScalarStyle::Literal;
    case YAML_FOLDED_SCALAR_STYLE:
        return ScalarStyle::Folded;
    default:
        return ScalarStyle::Plain;
    }
}

void takeScalar(const yaml_event_t &from, Event &to)
{
    const auto &scalar = from.data.scalar;
    to.type = Event::Type::Scalar;
    to.anchor = viewOf(scalar.anchor);
    to.tag = viewOf(scalar.tag);
    to.value =
        QByteArrayView(reinterpret_cast<const char *>(scalar.value), static_cast<qsizetype>(scalar.length));
    to.style = styleOf(scalar.style);
}

void takeContainer(const yaml_event_t &from, Event &to)
{
    const bool isTable = from.type == YAML_MAPPING_START_EVENT;
    to.type = isTable ? Event::Type::TableStart : Event::Type::ListStart;
    to.anchor = viewOf(isTable ? from.data.mapping_start.anchor : from.data.sequence_start.anchor);
    to.tag = viewOf(isTable ? from.data.mapping_start.tag : from.data.sequence_start.tag);
    to.isFlow = isTable ? from.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                        : from.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
}

/// False where the event is one that tells nothing.
bool take(const yaml_event_t &from, Event &to)
{
    to = {};
    switch (from.type) {
    case YAML_STREAM_END_EVENT:
        return true;
    case YAML_DOCUMENT_START_EVENT:
        to.type = Event::Type::DocumentStart;
        to.isExplicitDocument = !from.data.document_start.implicit;
        return true;
    case YAML_DOCUMENT_END_EVENT:
        to.type = Event::Type::DocumentEnd;
        return true;
    case YAML_ALIAS_EVENT:
        to.type = Event::Type::Alias;
        to.anchor = viewOf(from.data.alias.anchor);
        return true;
    case YAML_SCALAR_EVENT:
        takeScalar(from, to);
        return true;
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT:
        takeContainer(from, to);
        return true;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        to.type = Event::Type::End;
        return true;
    default:
        return false;
    }
}

} // namespace

Parser::Parser(QByteArrayView text, qsizetype bomSize)
    : m_text(text)
    , m_offsets(text, bomSize)
    , m_library(std::make_unique<Library>(text))
{}

Parser::~Parser() = default;

const Event *Parser::next()
{
    do {
        yaml_event_delete(&m_library->event);
        if (!yaml_parser_parse(&m_library->parser, &m_library->event))
            return nullptr;
    } while (!take(m_library->event, m_event));
    m_event.begin = m_offsets.at(m_library->event.start_mark.index);
    m_event.end = m_offsets.at(m_library->event.end_mark.index);
    return &m_event;
}

Problem Parser::problem()
{
    const yaml_parser_t &parser = m_library->parser;
    LibraryError error;
    if (parser.problem)
        error.problem = QByteArrayView(parser.problem);
    if (parser.context)
        error.context = QByteArrayView(parser.context);
    error.contextAt = m_offsets.at(parser.context_mark.index);
    // Errors of its reader are the only ones that come with a byte offset, and without a place in the text.
    error.at = parser.error == YAML_READER_ERROR ? static_cast<qsizetype>(parser.problem_offset)
                                                 : m_offsets.at(parser.problem_mark.index);
    return problemOf(error, m_text);
}

} // namespace retune::yaml
