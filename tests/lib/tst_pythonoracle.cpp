// Compares the Python reader with CPython's own parser (`ast`, which parses and runs nothing) over the modules that are
// installed here: every literal that a name is given at module level, with path, kind, value and byte range.
//
// RETUNE_ORACLE_ROOTS (folders, separated by colons) and RETUNE_ORACLE_SECONDS make the comparison larger.

#include <retune/format/format.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Prints a line of JSON per file: {file, scalars: [[path, kind, value, begin, end]…], changed: [names]} or
/// {file, error: [line, column, message]}. Texts are given as UTF-16 in hexadecimal, so that halves of surrogate pairs
/// survive the way; whole numbers past 64 bits and floats by what they are, not how they are spelled.
const QByteArray oracle = R"py(
import ast, json, os, re, sys, time, warnings
warnings.simplefilter('ignore')
sys.setrecursionlimit(20000)
deadline = time.time() + float(sys.argv[1])

def wide(text):
    return text.encode('utf-16-be', 'surrogatepass').hex()

class NoLiteral(Exception):
    pass

class Reader:
    def __init__(self, data):
        self.data = data
        self.bom = 3 if data.startswith(b'\xef\xbb\xbf') else 0
        self.lines = [self.bom] + [m.end() for m in re.finditer(rb'\r\n|\r|\n', data)]
        self.tree = ast.parse(data)

    def span(self, node):
        return (self.lines[node.lineno - 1] + node.col_offset,
                self.lines[node.end_lineno - 1] + node.end_col_offset)

    def signed(self, node):
        if not isinstance(node.op, (ast.USub, ast.UAdd)) or not isinstance(node.operand, ast.Constant):
            raise NoLiteral
        begin, inner = self.span(node)[0], self.span(node.operand)[0]
        if type(node.operand.value) not in (int, float, complex) or self.data[begin + 1:inner].strip(b' \t'):
            raise NoLiteral
        return -node.operand.value if isinstance(node.op, ast.USub) else node.operand.value

    def scalar(self, node, path, out):
        value = self.signed(node) if isinstance(node, ast.UnaryOp) else node.value
        begin, end = self.span(node)
        kinds = {str: 'String', bytes: 'Bytes', int: 'Integer', float: 'Float', bool: 'Boolean', type(None): 'Null'}
        kind = kinds.get(type(value), 'Opaque')
        if value is Ellipsis:
            raise NoLiteral
        text = {'String': lambda: wide(value), 'Bytes': lambda: wide(value.decode('latin-1')),
                'Integer': lambda: str(value) if abs(value) < 2 ** 63 else '', 'Float': lambda: repr(value),
                'Boolean': lambda: str(value).lower(), 'Null': lambda: 'null', 'Opaque': lambda: ''}[kind]()
        out.append([path, kind, text, begin, end])

    def key(self, node, scratch):
        self.literal(node, '', scratch)
        begin, end = self.span(node)
        if scratch[-1:] and scratch[-1][1] == 'String' and isinstance(node, ast.Constant):
            return wide(node.value)
        if isinstance(node, (ast.List, ast.Dict, ast.Set)) or any(each[1] == 'Code' for each in scratch):
            raise NoLiteral
        return wide(self.data[begin:end].decode())

    def member(self, node, path, out):
        scratch = []
        try:
            self.literal(node, path, scratch)
        except NoLiteral:
            scratch = [[path, 'Code', '', *self.span(node)]]
        out += scratch

    def literal(self, node, path, out):
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            for position, member in enumerate(node.elts):
                if isinstance(member, ast.Starred):
                    raise NoLiteral
                self.member(member, path + '/%d' % position, out)
        elif isinstance(node, ast.Dict):
            for position, (key, value) in enumerate(zip(node.keys, node.values)):
                if key is None:
                    raise NoLiteral
                self.member(value, path + '/%d:' % position + self.key(key, []), out)
        elif isinstance(node, (ast.Constant, ast.UnaryOp)):
            self.scalar(node, path, out)
        else:
            raise NoLiteral

    def read(self):
        bindings = []  # [name, position, scalars or None, is it mutable, group]
        changed = set()
        latest = {}

        def root(node):
            while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call, ast.Starred)):
                node = node.func if isinstance(node, ast.Call) else node.value
            return node.id if isinstance(node, ast.Name) else None

        def change(name, how):
            if name not in latest:
                return
            binding = bindings[latest[name]]
            if how == 'inside' and not binding[3]:
                return
            changed.add(binding[1])
            if how != 'rebound' and binding[3]:
                changed.update(other[1] for other in bindings if other[4] is binding[4])

        def written(target):
            if isinstance(target, ast.Name):
                yield target.id, 'rebound'
            elif isinstance(target, (ast.Tuple, ast.List)):
                for element in target.elts:
                    yield from written(element)
            elif isinstance(target, ast.Starred):
                yield from written(target.value)
            elif root(target):
                yield root(target), 'inside'

        def bind(targets, value):
            scalars = []
            try:
                self.literal(value, '', scalars)
            except NoLiteral:
                scalars = None
            for target in targets:
                if isinstance(target, ast.Name):
                    begin = self.span(target)[0]
                    latest[target.id] = len(bindings)
                    mutable = isinstance(value, (ast.List, ast.Tuple, ast.Set, ast.Dict))
                    bindings.append([target.id, begin, scalars, mutable, value])
                else:
                    for name, how in written(target):
                        change(name, how)
                        if how == 'rebound':
                            latest.pop(name, None)

        for statement in self.tree.body:
            for node in ast.walk(statement) if not hasattr(statement, 'body') else ():
                if isinstance(node, ast.NamedExpr):
                    change(node.target.id, 'rebound')
            if isinstance(statement, ast.Assign):
                bind(statement.targets, statement.value)
            elif isinstance(statement, ast.AnnAssign):
                if statement.value:
                    bind([statement.target], statement.value)
            elif isinstance(statement, ast.AugAssign):
                whole = isinstance(statement.target, ast.Name)
                change(root(statement.target), 'augmented' if whole else 'inside')
            elif isinstance(statement, ast.Delete):
                for target in statement.targets:
                    for name, how in written(target):
                        change(name, how)
            elif isinstance(statement, (ast.Import, ast.ImportFrom)):
                for alias in statement.names:
                    change(alias.asname or alias.name.split('.')[0], 'rebound')
            elif isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                change(statement.name, 'rebound')
            elif isinstance(statement, (ast.For, ast.AsyncFor)):
                for name, how in written(statement.target):
                    change(name, 'rebound')
            elif isinstance(statement, (ast.With, ast.AsyncWith)):
                for item in statement.items:
                    if isinstance(item.optional_vars, ast.Name):
                        change(item.optional_vars.id, 'rebound')
            elif isinstance(statement, ast.Try):
                for handler in statement.handlers:
                    change(handler.name, 'rebound')
            elif isinstance(statement, ast.Expr):
                if root(statement.value) and not isinstance(statement.value, ast.Name):
                    change(root(statement.value), 'inside')
        return [[wide(name), begin, scalars] for name, begin, scalars, _, _ in bindings], sorted(changed)

paths = []
for folder in sys.argv[3].split(':'):
    for here, folders, files in os.walk(folder):
        folders.sort()
        paths += [os.path.join(here, f) for f in sorted(files) if f.endswith('.py')]
step = max(1, len(paths) // int(sys.argv[2]))
for path in paths[::step]:
    if time.time() > deadline:
        break
    try:
        data = open(path, 'rb').read()
        bindings, changed = Reader(data).read()
        print(json.dumps({'file': path, 'bindings': bindings, 'changed': changed}), flush=True)
    except (OSError, RecursionError, MemoryError):
        continue
    except (SyntaxError, ValueError, UnicodeDecodeError) as error:
        line, column = getattr(error, 'lineno', 0), getattr(error, 'offset', 0)
        print(json.dumps({'file': path, 'error': '%s:%s %s' % (line, column, error)}), flush=True)
)py"_ba;

struct Count
{
    int files = 0;
    int refusedByBoth = 0;
    int refusedByPython = 0;
    int otherEncodings = 0;
    int bindings = 0;
    int scalars = 0;
    QStringList differences;
};

QString utf16(const QString &hexadecimal)
{
    QString text;
    for (qsizetype i = 0; i + 4 <= hexadecimal.size(); i += 4)
        text += QChar(hexadecimal.sliced(i, 4).toUShort(nullptr, 16));
    return text;
}

QString kindOf(const Node &node)
{
    static const QHash<Kind, QString> names{{Kind::String, u"String"_s},   {Kind::Bytes, u"Bytes"_s},
                                            {Kind::Integer, u"Integer"_s}, {Kind::Float, u"Float"_s},
                                            {Kind::Boolean, u"Boolean"_s}, {Kind::Null, u"Null"_s}};
    return names.value(node.kind(), u"Opaque"_s);
}

struct Scalar
{
    QString path;
    Node node;
};

void collect(const Node &node, const QString &path, std::vector<Scalar> &scalars)
{
    if (!node.isContainer()) {
        scalars.push_back({path, node});
        return;
    }
    int position = 0;
    for (Node member = node.firstChild(); member; member = member.nextSibling(), ++position) {
        const QString key = node.kind() == Kind::Table ? u':' + member.key() : QString();
        collect(member, path + u"/%1"_s.arg(position) + key, scalars);
    }
}

QString expectedPath(const QString &path)
{
    QString decoded;
    for (const QString &part : path.split(u'/', Qt::SkipEmptyParts)) {
        const qsizetype colon = part.indexOf(u':');
        decoded += u'/' + (colon < 0 ? part : part.first(colon + 1) + utf16(part.sliced(colon + 1)));
    }
    return decoded;
}

bool isSameValue(const Node &node, const QString &kind, const QString &expected)
{
    const QString text = node.value().text;
    if (kind == u"String" || kind == u"Bytes")
        return text == utf16(expected);
    if (kind == u"Integer")
        return expected.isEmpty() || toInteger(text) == expected.toLongLong();
    if (kind == u"Float")
        return toFloating(text) == toFloating(expected);
    return kind == u"Opaque" || text == expected;
}

/// Whether the range of a node is that of the code at `code`, with the brackets around it and what stands between them.
bool isGroupOf(const Node &node, ByteRange code)
{
    const ByteRange range = node.range();
    if (range.begin > code.begin || range.end < code.end)
        return false;
    const QByteArrayView text = node.text();
    const QByteArrayView before = text.first(code.begin - range.begin);
    const QByteArrayView behind = text.sliced(code.end - range.begin);
    return before.isEmpty() == behind.isEmpty() &&
           (before.isEmpty() || (before.front() == '(' && behind.back() == ')'));
}

QString difference(const Scalar &seen, const QJsonArray &expected)
{
    const bool isCode = expected[1].toString() == u"Code";
    const QString kind = isCode ? u"Opaque"_s : expected[1].toString();
    const ByteRange range{expected[3].toInt(), expected[4].toInt()};
    const bool isKind = kindOf(seen.node) == kind;
    if (seen.path != expectedPath(expected[0].toString()))
        return u"path %1, expected %2"_s.arg(seen.path, expectedPath(expected[0].toString()));
    if (!isKind)
        return u"%1 is %2, expected %3"_s.arg(seen.path, kindOf(seen.node), kind);
    if (isCode ? !isGroupOf(seen.node, range) : seen.node.range() != range)
        return u"%1 has the wrong range"_s.arg(seen.path);
    return isSameValue(seen.node, kind, expected[2].toString()) ? QString()
                                                                : u"%1 has the wrong value"_s.arg(seen.path);
}

QString compareBinding(const Node &node, const QJsonArray &expected, bool isChanged, Count &count)
{
    if (node.key() != utf16(expected[0].toString()).normalized(QString::NormalizationForm_KC))
        return u"another name"_s;
    ++count.bindings;
    if (isChanged && node.isShadowed())
        return {}; // what an earlier line gave to a name that is unpacked later: nobody sees it
    const bool isLiteral = expected[2].isArray() && !isChanged;
    const QJsonArray scalars = expected[2].toArray();
    std::vector<Scalar> seen;
    collect(node, {}, seen);
    const bool isOneOpaque = scalars.size() == 1 && scalars[0].toArray()[0].toString().isEmpty() &&
                             scalars[0].toArray()[1].toString() == u"Opaque";
    if (isLiteral != (node.kind() != Kind::Opaque) && !isOneOpaque)
        return isLiteral ? u"missing"_s : u"extra"_s;
    if (!isLiteral)
        return {};
    if (static_cast<qsizetype>(seen.size()) != scalars.size())
        return u"%1 scalars, expected %2"_s.arg(seen.size()).arg(scalars.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const QString text = difference(seen[i], scalars[qsizetype(i)].toArray());
        if (!text.isEmpty())
            return text;
    }
    count.scalars += int(seen.size());
    return {};
}

void compareModule(const Document &document, const QJsonObject &expected, Count &count)
{
    QHash<qint64, Node> byName;
    for (Node node = document.root().firstChild(); node; node = node.nextSibling())
        byName.insert(node.keyRange().begin, node);
    const QJsonArray changed = expected[u"changed"_s].toArray();
    for (const QJsonValue &value : expected[u"bindings"_s].toArray()) {
        const QJsonArray binding = value.toArray();
        const Node node = byName.take(binding[1].toInt());
        const QString text =
            node ? compareBinding(node, binding, changed.contains(binding[1]), count) : u"missing"_s;
        if (!text.isEmpty())
            count.differences +=
                expected[u"file"_s].toString() + u": "_s + utf16(binding[0].toString()) + u": "_s + text;
    }
    for (const Node &node : std::as_const(byName)) {
        if (node.kind() != Kind::Opaque) // names that are unpacked are code here and nothing there
            count.differences += expected[u"file"_s].toString() + u": "_s + node.key() + u": extra"_s;
    }
}

void compareFile(const QJsonObject &expected, Count &count)
{
    QFile file(expected[u"file"_s].toString());
    if (!file.open(QIODevice::ReadOnly))
        return;
    const auto document = format(FormatId::Python).parse(file.readAll());
    const bool isRefused = expected.contains(u"error"_s);
    ++count.files;
    if (!document && document.error().kind == ProblemKind::Encoding)
        ++count.otherEncodings;
    else if (isRefused)
        ++(document ? count.refusedByPython : count.refusedByBoth);
    else if (!document)
        count.differences += file.fileName() + u": "_s + document.error().toString();
    else
        compareModule(*document, expected, count);
}

} // namespace

class TestPythonOracle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPythonReads();
    void knowsTheCharactersByTheirNames();
};

void TestPythonOracle::readsWhatPythonReads()
{
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    if (python.isEmpty())
        QSKIP("no python3 is installed, so there is nothing to compare with");
    const QString roots =
        qEnvironmentVariable("RETUNE_ORACLE_ROOTS", u"/usr/lib/python3:/usr/lib/python3.11"_s);
    const QString seconds = qEnvironmentVariable("RETUNE_ORACLE_SECONDS", u"4"_s);
    const QString files = qEnvironmentVariable("RETUNE_ORACLE_FILES", u"300"_s);

    QProcess process;
    process.start(python, {u"-c"_s, QString::fromUtf8(oracle), seconds, files, roots});
    Count count;
    while (process.waitForReadyRead(120'000) || process.canReadLine()) {
        while (process.canReadLine())
            compareFile(QJsonDocument::fromJson(process.readLine()).object(), count);
    }
    process.waitForFinished();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
             process.readAllStandardError().constData());
    qInfo("files %d, names %d, scalars %d; refused by both %d, by Python alone %d, other encodings %d, "
          "differences %d",
          count.files, count.bindings, count.scalars, count.refusedByBoth, count.refusedByPython,
          count.otherEncodings, int(count.differences.size()));
    QVERIFY2(count.files > 0, "no Python files were found to compare");
    QCOMPARE(count.differences.join(u'\n'), QString());
}

void TestPythonOracle::knowsTheCharactersByTheirNames()
{
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    if (python.isEmpty())
        QSKIP("no python3 is installed, so there is nothing to compare with");
    // One module with the names of all characters, and the same with what Python makes of them, as UTF-16.
    const QString program = uR"py(
import unicodedata
for character in map(chr, range(0x110000)):
    if name := unicodedata.name(character, ''):
        print(r"'\N{%s}'," % name, character.encode('utf-16-be', 'surrogatepass').hex())
)py"_s;
    QProcess process;
    process.start(python, {u"-c"_s, program});
    QVERIFY(process.waitForFinished());
    QByteArray module = "a = [\n";
    QStringList expected;
    for (const QByteArray &line : process.readAllStandardOutput().trimmed().split('\n')) {
        const qsizetype space = line.lastIndexOf(' ');
        module += line.first(space) + '\n';
        expected += utf16(QString::fromLatin1(line.sliced(space + 1)));
    }
    QVERIFY2(expected.size() > 100'000, "Python gave too few names");
    const auto document = format(FormatId::Python).parse(module + "]\n");
    QVERIFY2(document, qPrintable(document ? QString() : document.error().toString()));
    Node member = document->find({u"a"_s}).firstChild();
    for (const QString &character : expected) {
        if (member.value().text != character)
            QCOMPARE(member.path().toString() + u" is "_s + member.value().text, character);
        member = member.nextSibling();
    }
}

QTEST_GUILESS_MAIN(TestPythonOracle)
#include "tst_pythonoracle.moc"
