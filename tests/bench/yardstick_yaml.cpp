#include "yardstick.h"

#include <yaml.h>

namespace retune {

/// Reads every event and throws it away.
bool parseWithLibyaml(const QByteArray &text)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return false;
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char *>(text.constData()),
                                 std::size_t(text.size()));
    bool isRead = false;
    bool isGood = true;
    while (isGood && !isRead) {
        yaml_event_t event;
        isGood = yaml_parser_parse(&parser, &event) != 0;
        if (!isGood)
            break;
        isRead = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return isGood;
}

} // namespace retune
