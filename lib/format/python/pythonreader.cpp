#include <retune/format/python/pythonreader.h>

#include <retune/format/documentbuilder.h>
#include <retune/format/python/pythonencoding.h>
#include <retune/format/python/pythonmodule.h>
#include <retune/format/python/pythonstring.h>
#include <retune/format/python/pythonwriter.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

using namespace python;

/// Puts the bindings of a module into a document, value by value.
class ModuleBuilder
{
public:
    ModuleBuilder(const Module &module, DocumentBuilder &builder)
        : m_module(module)
        , m_builder(builder)
    {}

    /// False where a limit was hit.
    bool build(qsizetype begin, qsizetype end)
    {
        if (!m_builder.open(Kind::Table, {}, begin))
            return false;
        for (const Binding &binding : m_module.bindings) {
            if (!addBinding(binding))
                return false;
        }
        m_builder.close(end);
        return true;
    }

private:
    bool addBinding(const Binding &binding)
    {
        if (!binding.isLiteral || binding.isChangedLater) {
            const quint8 style = binding.isChangedLater ? ChangedLater : NoStyle;
            return m_builder.add(Kind::Opaque, binding.name, binding.value, style, NameKey);
        }
        m_shared = binding.isShared ? SharedValue : NoStyle;
        return addLiteral(binding.firstLiteral, binding.name);
    }

    /// Recursion is bounded: the literals are no deeper than the limit of the document.
    bool addLiteral(std::size_t index, ByteRange key)
    {
        const Literal &literal = m_module.literals[index];
        const quint8 style = literal.style | m_shared;
        if (!isContainer(literal.kind))
            return m_builder.add(literal.kind, key, {literal.begin, literal.end}, style, literal.keyStyle);
        if (!m_builder.open(literal.kind, key, literal.begin, style, literal.keyStyle))
            return false;
        const std::size_t end = index + literal.descendants + 1;
        for (std::size_t i = index + 1; i < end; i += m_module.literals[i].descendants + 1) {
            const Literal &member = m_module.literals[i];
            if (!addLiteral(i, {member.keyBegin, member.keyEnd}))
                return false;
        }
        m_builder.close(literal.end);
        return true;
    }

    const Module &m_module;
    DocumentBuilder &m_builder;
    quint8 m_shared = NoStyle;
};

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

/// What ends the lines of the module that `node` belongs to.
QByteArrayView newLineAt(Node node)
{
    while (node.parent())
        node = node.parent();
    const QByteArrayView text = node.text();
    const qsizetype lineFeed = text.indexOf('\n');
    if (lineFeed < 0)
        return text.contains('\r') ? "\r" : "\n";
    return lineFeed > 0 && text[lineFeed - 1] == '\r' ? "\r\n" : "\n";
}

QString withoutBlanks(QByteArrayView number)
{
    QString text = QString::fromLatin1(number);
    return text.remove(u' ').remove(u'\t');
}

} // namespace

QString PythonFormat::name() const
{
    return QStringLiteral("Python");
}

QString PythonFormat::shortName() const
{
    return QStringLiteral("python");
}

QString PythonFormat::typeName(const NodeData &node) const
{
    if (node.kind == Kind::Table)
        return node.parent == NodeData::none ? Tr::tr("module") : QStringLiteral("dict");
    if (node.kind != Kind::List)
        return Format::typeName(node);
    switch (node.style & ~SharedValue) {
    case TupleStyle:
        return QStringLiteral("tuple");
    case SetStyle:
        return QStringLiteral("set");
    default:
        return QStringLiteral("list");
    }
}

QString PythonFormat::decodeKey(QByteArrayView text, const NodeData &node) const
{
    switch (node.keyStyle) {
    case PlainStringKey:
        return QString::fromUtf8(text.sliced(1, text.size() - 2));
    case StringKey:
        return decodeStrings(text);
    case NameKey: // Python compares names in this form
        return QString::fromUtf8(text).normalized(QString::NormalizationForm_KC);
    default:
        return QString::fromUtf8(text);
    }
}

Value PythonFormat::decode(QByteArrayView text, const NodeData &node) const
{
    switch (node.kind) {
    case Kind::String:
        if ((node.style & ~SharedValue) == PlainString)
            return Value::string(QString::fromUtf8(text.sliced(1, text.size() - 2)));
        return Value::string(decodeStrings(text));
    case Kind::Bytes:
        return {Kind::Bytes, decodeStrings(text)};
    case Kind::Boolean:
        return Value::boolean(text == "True");
    case Kind::Null:
        return Value::null();
    default:
        return {node.kind, withoutBlanks(text)};
    }
}

Result<QByteArray> PythonFormat::encode(const Value &value, const Node &node) const
{
    if (node.style() & SharedValue)
        return refused(Tr::tr("several names share this value; change it in the text"));
    if (node.kind() == Kind::Opaque) {
        return refused(node.style() == ChangedLater
                           ? Tr::tr("a later line changes what this name stands for; change it in the text")
                           : Tr::tr("this is code, not a value; change it in the text"));
    }
    if (isScalar(node.kind()) && sameValue(node.value(), value))
        return node.text().toByteArray();
    const bool isString = node.kind() == Kind::String || node.kind() == Kind::Bytes;
    return writeScalar(value, isString ? node.text() : QByteArrayView(), newLineAt(node));
}

Result<Document> PythonFormat::read(const QByteArray &bytes, const TextFacts &facts,
                                    const Limits &limits) const
{
    if (const auto problem = foreignEncodingDeclared(bytes))
        return Unexpected{*problem};
    const Result<Module> module = readModule(bytes, facts.bomSize, limits);
    if (!module)
        return Unexpected{module.error()};
    DocumentBuilder builder(*this, bytes, facts, limits);
    for (const ByteRange &comment : module->comments)
        builder.addComment(comment);
    if (!ModuleBuilder(*module, builder).build(facts.bomSize, bytes.size()))
        return Unexpected{builder.limitProblem(bytes.size())};
    return builder.finish(false);
}

} // namespace retune
