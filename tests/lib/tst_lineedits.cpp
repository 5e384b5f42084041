#include "lineformats.h"

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr FormatId ini = FormatId::Ini;
constexpr FormatId git = FormatId::Git;
constexpr FormatId systemd = FormatId::Systemd;
constexpr FormatId qsettings = FormatId::QSettings;
constexpr FormatId env = FormatId::Env;
constexpr FormatId properties = FormatId::Properties;

Document parsed(FormatId id, const QByteArray &text)
{
    const Result<Document> document = format(id).parse(text);
    if (!document)
        qFatal("%s", qPrintable(document.error().toString()));
    return *document;
}

KeyPath pathOf(const QString &text)
{
    return KeyPath::parse(text).value();
}

const Value text = Value::string(u"new"_s);
const Value section{Kind::Table, {}};
const Value list{Kind::List, {}};

} // namespace

/// What comes, goes, and changes its key or place in the line-oriented formats.
class TestLineEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adds_data();
    void adds();
    void removes_data();
    void removes();
    void renames_data();
    void renames();
    void moves_data();
    void moves();
    void addsToFilesThatEndInAnyWay_data();
    void addsToFilesThatEndInAnyWay();
};

void TestLineEdits::adds_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("after");

    QTest::newRow("INI key behind the last one of its section")
        << ini << "[a]\nb = c\n\n# about d\n[d]\ne = f\n"_ba << u"a.n"_s << text
        << u"[a]\nb = c\nn = new\n\n# about d\n[d]\ne = f\n"_s;
    QTest::newRow("INI key with the delimiter and the indentation of its section")
        << ini << "x=1\n[a]\n  b: c\n    more\n[d]\n"_ba << u"a.n"_s << text
        << u"x=1\n[a]\n  b: c\n    more\n  n: new\n[d]\n"_s;
    QTest::newRow("INI key of an empty section as in the others")
        << ini << "[a]\nb=c\n[d] # e\n\n[f]\n"_ba << u"d.n"_s << text
        << u"[a]\nb=c\n[d] # e\nn=new\n\n[f]\n"_s;
    QTest::newRow("INI key of the only section") << ini << "[a]"_ba << u"a.n"_s << text << u"[a]\nn = new"_s;
    QTest::newRow("INI key of a section in several places")
        << ini << "[a]\nb=1\n[c]\n[a]\nd=2\n[e]\n"_ba << u"a.n"_s << text
        << u"[a]\nb=1\n[c]\n[a]\nd=2\nn=new\n[e]\n"_s;
    QTest::newRow("INI key of a section whose later place is empty")
        << ini << "[a]\nb=1\n[c]\n[a]\n"_ba << u"a.n"_s << text << u"[a]\nb=1\nn=new\n[c]\n[a]\n"_s;
    QTest::newRow("INI key in front of all sections")
        << ini << "x = 1\n\n[a]\nb = 2\n"_ba << u"n"_s << text << u"x = 1\nn = new\n\n[a]\nb = 2\n"_s;
    QTest::newRow("first INI key in front of all sections")
        << ini << "[a]\nb=2\n"_ba << u"n"_s << text << u"n=new\n\n[a]\nb=2\n"_s;
    QTest::newRow("first INI key behind the comment of the file")
        << ini << "# file\n# more\n\n# a\n[a]\nb=2\n"_ba << u"n"_s << text
        << u"# file\n# more\nn=new\n\n# a\n[a]\nb=2\n"_s;
    QTest::newRow("first INI key in front of the comment of a section")
        << ini << "# a\n[a]\nb=2\n"_ba << u"n"_s << text << u"n=new\n\n# a\n[a]\nb=2\n"_s;
    QTest::newRow("INI key in an empty file") << ini << ""_ba << u"n"_s << text << u"n = new\n"_s;
    QTest::newRow("INI key behind a byte order mark")
        << ini << "\xEF\xBB\xBF"_ba << u"n"_s << text << u"n = new\n"_s;
    QTest::newRow("INI key without a value")
        << ini << "[a]\nb=1\n"_ba << u"a.n"_s << Value::null() << u"[a]\nb=1\nn\n"_s;
    QTest::newRow("INI key with an empty value")
        << ini << "[a]\nb = 1\n"_ba << u"a.n"_s << Value::string({}) << u"[a]\nb = 1\nn =\n"_s;
    QTest::newRow("INI key with lines") << ini << "[a]\r\nb = 1"_ba << u"a.n"_s << Value::string(u"x\ny"_s)
                                        << u"[a]\r\nb = 1\r\nn = x\r\n    y"_s;
    QTest::newRow("INI section") << ini << "[a]\nb=1\n"_ba << u"n"_s << section << u"[a]\nb=1\n\n[n]\n"_s;
    QTest::newRow("INI section behind an empty line")
        << ini << "[a]\r\nb=1\r\n\r\n"_ba << u"n"_s << section << u"[a]\r\nb=1\r\n\r\n[n]\r\n"_s;
    QTest::newRow("INI section behind a comment")
        << ini << "[a]\n# b"_ba << u"n m"_s.replace(u' ', u'_') << section << u"[a]\n# b\n\n[n_m]"_s;
    QTest::newRow("INI section in an empty file") << ini << ""_ba << u"n"_s << section << u"[n]\n"_s;
    QTest::newRow("INI list") << ini << "[a]\n"_ba << u"a.n"_s << list
                              << u"1:4: INI has no way to write a new list"_s;
    QTest::newRow("INI section in a section")
        << ini << "[a]\n"_ba << u"a.n"_s << section << u"1:4: INI has no sections inside of sections"_s;
    QTest::newRow("INI key with a delimiter")
        << ini << "[a]\n"_ba << u"a.\"n:m\""_s << text
        << u"1:4: expected a key without \"=\" and \":\", because INI ends a key there"_s;
    QTest::newRow("INI key that looks like a comment")
        << ini << "[a]\n"_ba << u"a.\"#n\""_s << text
        << u"1:4: INI takes no line that begins with \"#\" for a key"_s;
    QTest::newRow("INI key that is there")
        << ini << "[a]\nb=1\n"_ba << u"a.b"_s << text << u"1:4: there is a key \"b\" already"_s;
    QTest::newRow("INI value that cannot be said") << ini << "[a]\n"_ba << u"a.n"_s << Value::string(u" x"_s)
                                                   << u"1:4: INI drops blanks at the ends of a value"_s;

    QTest::newRow("git key") << git << "[core]\n\tbare = false\n[user]\n\tname = x\n"_ba << u"core.n"_s
                             << text << u"[core]\n\tbare = false\n\tn = new\n[user]\n\tname = x\n"_s;
    QTest::newRow("git key of an empty section")
        << git << "[core]"_ba << u"core.n"_s << text << u"[core]\n\tn = new"_s;
    QTest::newRow("git key behind one on the line of its section")
        << git << "[a] b = 1 # c\n[d]\n"_ba << u"a.n"_s << text << u"[a] b = 1 # c\n\tn = new\n[d]\n"_s;
    QTest::newRow("git key of a subsection") << git << "[a \"b\"]\n\tx = 1\n[a]\n\ty = 2\n"_ba << u"a.b.n"_s
                                             << text << u"[a \"b\"]\n\tx = 1\n\tn = new\n[a]\n\ty = 2\n"_s;
    QTest::newRow("git key of a section that has only subsections")
        << git << "[a \"b\"]\n\tx = 1\n"_ba << u"a.n"_s << text
        << u"[a \"b\"]\n\tx = 1\n\n[a]\n\tn = new\n"_s;
    QTest::newRow("git value in quotes")
        << git << "[a]\n"_ba << u"a.n"_s << Value::string(u" # "_s) << u"[a]\n\tn = \" # \"\n"_s;
    QTest::newRow("git section") << git << "[a]\n\tb = 1\n"_ba << u"n"_s << section
                                 << u"[a]\n\tb = 1\n\n[n]\n"_s;
    QTest::newRow("git subsection") << git << "[a]\n\tb = 1\n"_ba << u"a.\"n.\\\"m\""_s << section
                                    << u"[a]\n\tb = 1\n\n[a \"n.\\\"m\"]\n"_s;
    QTest::newRow("git section below a subsection")
        << git << "[a \"b\"]\n"_ba << u"a.b.n"_s << section
        << u"1:8: Git config has no sections inside of subsections"_s;
    QTest::newRow("git key outside of sections")
        << git << "[a]\n"_ba << u"n"_s << text << u"1:1: Git config has no keys outside of sections"_s;
    QTest::newRow("git key with an underscore")
        << git << "[a]\n"_ba << u"a.n_m"_s << text
        << u"1:4: expected a key of letters, digits and \"-\" that begins with a letter, found \"n_m\""_s;
    QTest::newRow("git key in another case")
        << git << "[a]\nBare = true\n"_ba << u"a.bare"_s << text
        << u"1:4: there is a key \"Bare\" already, and case does not count"_s;
    QTest::newRow("git section in another case")
        << git << "[Core]\n"_ba << u"core"_s << section
        << u"1:1: there is a section \"Core\" already, and case does not count"_s;
    QTest::newRow("git null") << git << "[a]\n"_ba << u"a.n"_s << Value::null()
                              << u"1:4: Git config has no way to write null here"_s;
    QTest::newRow("one more place of a git key")
        << git << "[a]\n\tk = 1\n\tk = 2 # b\n\tc = 3\n"_ba << u"a.k[2]"_s << text
        << u"[a]\n\tk = 1\n\tk = 2 # b\n\tk = new\n\tc = 3\n"_s;
    QTest::newRow("a place before others of a git key")
        << git << "[a]\n\tk = 1\n[b]\n[a]\n\tk = 2\n"_ba << u"a.k[1]"_s << text
        << u"[a]\n\tk = 1\n[b]\n[a]\n\tk = new\n\tk = 2\n"_s;
    QTest::newRow("a second place of a git key")
        << git << "[a]\n\tk = 1"_ba << u"a.k[1]"_s << text << u"[a]\n\tk = 1\n\tk = new"_s;
    QTest::newRow("a place before the only one of a git key")
        << git << "[a]\n\tk = 1\n"_ba << u"a.k[0]"_s << text << u"[a]\n\tk = new\n\tk = 1\n"_s;
    QTest::newRow("a place before the one on the line of its section")
        << git << "[a] k = 1\n"_ba << u"a.k[0]"_s << text << u"[a]\n\tk = new\n\tk = 1\n"_s;
    QTest::newRow("a place too far") << git << "[a]\n\tk = 1\n"_ba << u"a.k[2]"_s << text
                                     << u"2:6: expected a position from 0 to 1, found 2"_s;

    QTest::newRow("systemd key") << systemd << "[Unit]\nA=1\\\n  2\n\n[Install]\n"_ba << u"Unit.n"_s << text
                                 << u"[Unit]\nA=1\\\n  2\nn=new\n\n[Install]\n"_s;
    QTest::newRow("systemd section") << systemd << "[Unit]\nA=1\n"_ba << u"n"_s << section
                                     << u"[Unit]\nA=1\n\n[n]\n"_s;
    QTest::newRow("systemd key outside of sections")
        << systemd << "[Unit]\n"_ba << u"n"_s << text
        << u"1:1: systemd unit has no keys outside of sections"_s;
    QTest::newRow("one more place of a systemd key")
        << systemd << "[a]\nk=1\nk=\nc=2\n"_ba << u"a.k[2]"_s << text << u"[a]\nk=1\nk=\nk=new\nc=2\n"_s;
    QTest::newRow("systemd list") << systemd << "[a]\n"_ba << u"a.n"_s << list
                                  << u"1:4: systemd unit has no way to write a new list"_s;

    QTest::newRow("QSettings key") << qsettings << "[a]\nb=1\n\n[c]\n"_ba << u"a.\"n m/o\""_s << text
                                   << u"[a]\nb=1\nn%20m\\o=new\n\n[c]\n"_s;
    QTest::newRow("QSettings section")
        << qsettings << "[a]\nb=1\n"_ba << u"\"n m\""_s << section << u"[a]\nb=1\n\n[n%20m]\n"_s;
    QTest::newRow("QSettings null") << qsettings << "[a]\nb=1\n"_ba << u"a.n"_s << Value::null()
                                    << u"[a]\nb=1\nn=@Invalid()\n"_s;
    QTest::newRow("QSettings bytes") << qsettings << "[a]\n"_ba << u"a.n"_s << Value{Kind::Bytes, u"x\xFF,"_s}
                                     << u"[a]\nn=\"@ByteArray(x\\xff,)\"\n"_s;
    QTest::newRow("last member of a QSettings list")
        << qsettings << "[a]\nb=1,2 ; c\n"_ba << u"a.b[2]"_s << text << u"[a]\nb=1,2,new ; c\n"_s;
    QTest::newRow("first member of a QSettings list")
        << qsettings << "[a]\nb=1, 2\n"_ba << u"a.b[0]"_s << Value::string(u"x,y"_s)
        << u"[a]\nb=\"x,y\", 1, 2\n"_s;
    QTest::newRow("second member of a QSettings value")
        << qsettings << "[a]\nb=1\n"_ba << u"a.b[1]"_s << text << u"[a]\nb=1, new\n"_s;

    QTest::newRow(".env key") << env << "A=1\n# end\n\n"_ba << u"N"_s << text << u"A=1\n# end\nN=new\n\n"_s;
    QTest::newRow(".env key that is exported as the others are")
        << env << "export A='x y'"_ba << u"N"_s << Value::string(u"$x"_s)
        << u"export A='x y'\nexport N='$x'"_s;
    QTest::newRow(".env key in an empty file") << env << ""_ba << u"N"_s << text << u"N=new\n"_s;
    QTest::newRow(".env table") << env << "A=1\n"_ba << u"N"_s << section << u"1:1: .env has no sections"_s;
    QTest::newRow(".env list") << env << "A=1\n"_ba << u"N"_s << list
                               << u"1:1: .env has no way to write a new list"_s;
    QTest::newRow(".env null") << env << "A=1\n"_ba << u"N"_s << Value::null()
                               << u"1:1: .env has no way to write null here"_s;
    QTest::newRow(".env key with a blank")
        << env << "A=1\n"_ba << u"\"N M\""_s << text
        << u"1:1: expected a key of letters, digits, \"_\", \".\" and \"-\" that begins with no digit, found \"N M\""_s;

    QTest::newRow("property") << properties << "a.b: 1\\\n  2\n"_ba << u"\"n m\""_s << Value::string(u"é"_s)
                              << u"a.b: 1\\\n  2\nn\\ m: \\u00E9\n"_s;
    QTest::newRow("property beside one that begins in the next line")
        << properties << "a = \\\n  b\n"_ba << u"n"_s << text << u"a = \\\n  b\nn=new\n"_s;
    QTest::newRow("property with a comment sign")
        << properties << "# é\na=1"_ba << u"\"#é=\""_s << text << u"# é\na=1\n\\#é\\==new"_s;
    QTest::newRow("property section")
        << properties << "a=1\n"_ba << u"n"_s << section << u"1:1: Java properties has no sections"_s;
    QTest::newRow("property null") << properties << "a=1\n"_ba << u"n"_s << Value::null()
                                   << u"1:1: Java properties has no way to write null here"_s;
}

void TestLineEdits::adds()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(Value, value);
    QFETCH(QString, after);
    const Result<Edit> edit = addValue(parsed(id, before), pathOf(path), value);
    QCOMPARE(edit ? decodedUtf8(edit->result.bytes()).remove(QChar(0xFEFF)) : shown(edit), after);
}

void TestLineEdits::removes_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("after");

    QTest::newRow("INI key with its lines")
        << ini << "[a]\n# b\nb = c\n\n  d\ne = f\n"_ba << u"a.b"_s << u"[a]\n# b\ne = f\n"_s;
    QTest::newRow("last INI key of a file without a line end")
        << ini << "[a]\r\nb=1\r\nc=2"_ba << u"a.c"_s << u"[a]\r\nb=1"_s;
    QTest::newRow("only INI key") << ini << "a=1"_ba << u"a"_s << u""_s;
    QTest::newRow("INI section in the middle")
        << ini << "[a]\nb=1\n\n[c]\n# d\nd=1\n\n# e\n[e]\n"_ba << u"c"_s << u"[a]\nb=1\n\n# e\n[e]\n"_s;
    QTest::newRow("INI section without empty lines around it")
        << ini << "[a]\nb=1\n[c]\nd=1\n\n[e]\n"_ba << u"c"_s << u"[a]\nb=1\n\n[e]\n"_s;
    QTest::newRow("first INI section") << ini << "[a]\nb=1\n\n[c]\n"_ba << u"a"_s << u"[c]\n"_s;
    QTest::newRow("last INI section") << ini << "[a]\nb=1\n\n[c]\nd=1\n"_ba << u"c"_s << u"[a]\nb=1\n"_s;
    QTest::newRow("last INI section of a file without a line end")
        << ini << "[a]\nb=1\n\n[c]\nd=1"_ba << u"c"_s << u"[a]\nb=1"_s;
    QTest::newRow("INI section in several places")
        << ini << "[a]\nb=1\n[c]\nd=1\n[a]\ne=1\n[f]\n"_ba << u"a"_s << u"[c]\nd=1\n[f]\n"_s;
    QTest::newRow("INI section in two places with nothing but an empty line between them")
        << ini << "[a]\nb=1\n\n[a]\nc=1\n"_ba << u"a"_s << u""_s;
    QTest::newRow("INI section in two places behind another one")
        << ini << "[x]\n\n[a]\nb=1\n\n\n[a]\nc=1"_ba << u"a"_s << u"[x]"_s;
    QTest::newRow("INI key that is given twice")
        << ini << "a=1\na=2\n"_ba << u"a"_s
        << u"2:3: this key is given twice, and the other one would count then"_s;

    QTest::newRow("git key with its comment")
        << git << "[a]\n\tb = 1 # c\n\td = 2\n"_ba << u"a.b"_s << u"[a]\n\td = 2\n"_s;
    QTest::newRow("git key on the line of its section")
        << git << "[a] b = 1\n\tc = 2\n"_ba << u"a.b"_s << u"[a]\n\tc = 2\n"_s;
    QTest::newRow("git key with all its places") << git << "[a]\n\tk = 1\n\tb = 2\n\tK\n[c]\n[a]\n\tk = 3"_ba
                                                 << u"a.k"_s << u"[a]\n\tb = 2\n[c]\n[a]"_s;
    QTest::newRow("one place of three of a git key")
        << git << "[a]\n\tk = 1\n\tk = 2\n\tk = 3\n"_ba << u"a.k[1]"_s << u"[a]\n\tk = 1\n\tk = 3\n"_s;
    QTest::newRow("one place of two of a git key")
        << git << "[a]\n\tk = 1\n\tk = 2\n"_ba << u"a.k[0]"_s << u"[a]\n\tk = 2\n"_s;
    QTest::newRow("git section with its subsections")
        << git << "[a]\n\tx = 1\n[b]\n[A \"c\"]\n\ty = 1\n[a.d]\n"_ba << u"a"_s << u"[b]\n"_s;
    QTest::newRow("git subsection") << git << "[a]\n\tx = 1\n[a \"b\"]\n\ty = 1\n"_ba << u"a.b"_s
                                    << u"[a]\n\tx = 1\n"_s;
    QTest::newRow("only git subsection of a section without a header")
        << git << "[core]\n\tx = 1\n[remote \"origin\"]\n\turl = u\n"_ba << u"remote.origin"_s
        << u"[core]\n\tx = 1\n"_s;
    QTest::newRow("one of two git subsections")
        << git << "[r \"a\"]\n\tx = 1\n[r \"b\"]\n\tx = 2\n"_ba << u"r.a"_s << u"[r \"b\"]\n\tx = 2\n"_s;
    QTest::newRow("git section on one line with another")
        << git << "[a][b]\n\tx = 1\n"_ba << u"a"_s << u"[b]\n\tx = 1\n"_s;

    QTest::newRow("systemd key with its lines")
        << systemd << "[a]\nb=1\\\n# c\n  2\nd=3\n"_ba << u"a.b"_s << u"[a]\nd=3\n"_s;
    QTest::newRow("one place of a systemd key")
        << systemd << "[a]\nk=1\nk=\nk=2\n"_ba << u"a.k[1]"_s << u"[a]\nk=1\nk=2\n"_s;
    QTest::newRow("systemd section") << systemd << "[a]\nb=1\n\n[c]\nd=1\n"_ba << u"a"_s << u"[c]\nd=1\n"_s;

    QTest::newRow("QSettings key") << qsettings << "[a]\nb=\"1\n2\" ; c\nd=1,2\n"_ba << u"a.b"_s
                                   << u"[a]\nd=1,2\n"_s;
    QTest::newRow("QSettings list") << qsettings << "[a]\nb=1\nd=1,2\n"_ba << u"a.d"_s << u"[a]\nb=1\n"_s;
    QTest::newRow("first member of a QSettings list")
        << qsettings << "[a]\nb=1, 2, 3\n"_ba << u"a.b[0]"_s << u"[a]\nb=2, 3\n"_s;
    QTest::newRow("last member of a QSettings list")
        << qsettings << "[a]\nb=1, 2 ,3 ; c\n"_ba << u"a.b[2]"_s << u"[a]\nb=1, 2 ; c\n"_s;
    QTest::newRow("one member of two of a QSettings list")
        << qsettings << "[a]\nb=1, 2\n"_ba << u"a.b[0]"_s << u"[a]\nb=2\n"_s;

    QTest::newRow(".env key with its lines")
        << env << "A=1\nexport B='x\ny' # c\nD=2\n"_ba << u"B"_s << u"A=1\nD=2\n"_s;
    QTest::newRow("property with its lines")
        << properties << "a=1\nb: 2\\\n  3\nc=4\n"_ba << u"b"_s << u"a=1\nc=4\n"_s;
}

void TestLineEdits::removes()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(QString, after);
    QCOMPARE(shown(removeValue(parsed(id, before), pathOf(path))), after);
}

void TestLineEdits::renames_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("after");

    QTest::newRow("INI key") << ini << "[a]\nb : c\n"_ba << u"a.b"_s << u"n m"_s << u"[a]\nn m : c\n"_s;
    QTest::newRow("INI section in all its places") << ini << "[a] # x\nb=1\n[c]\n[a]\nd=1\n"_ba << u"a"_s
                                                   << u"n m"_s << u"[n m] # x\nb=1\n[c]\n[n m]\nd=1\n"_s;
    QTest::newRow("INI section that is there")
        << ini << "[a]\n[b]\n"_ba << u"a"_s << u"b"_s << u"1:4: there is a key \"b\" already"_s;
    QTest::newRow("INI section without a name")
        << ini << "[a]\n"_ba << u"a"_s << u""_s << u"1:4: expected a section name, found none"_s;
    QTest::newRow("INI section with a name that ends early")
        << ini << "[a]\n"_ba << u"a"_s << u"b] #"_s
        << u"1:4: expected to change this value alone, but then other parts of the file would change"_s;
    QTest::newRow("git key in all its places") << git << "[a]\n\tk = 1\n\tb = 2\n\tK\n"_ba << u"a.k"_s
                                               << u"n"_s << u"[a]\n\tn = 1\n\tb = 2\n\tn\n"_s;
    QTest::newRow("git section with its subsections")
        << git << "[a]\n\tx = 1\n[A \"b\"]\n[a.c]\n"_ba << u"a"_s << u"n"_s
        << u"[n]\n\tx = 1\n[n \"b\"]\n[n.c]\n"_s;
    QTest::newRow("git subsection")
        << git << "[a  \"b\"]\n\tx = 1\n[a.B]\n\ty = 1\n[A \"b\"]\n"_ba << u"a.b"_s << u"N \"m"_s
        << u"[a  \"N \\\"m\"]\n\tx = 1\n[a \"N \\\"m\"]\n\ty = 1\n[A \"N \\\"m\"]\n"_s;
    QTest::newRow("git section with a dot")
        << git << "[a]\n"_ba << u"a"_s << u"b.c"_s
        << u"1:4: expected a section name of letters, digits and \"-\", found \"b.c\""_s;
    QTest::newRow("git key to another case")
        << git << "[a]\n\tbare = 1\n"_ba << u"a.bare"_s << u"Bare"_s << u"[a]\n\tBare = 1\n"_s;
    QTest::newRow("git key to one that is there in another case")
        << git << "[a]\n\tb = 1\n\tC = 2\n"_ba << u"a.b"_s << u"c"_s
        << u"2:6: there is a key \"C\" already, and case does not count"_s;
    QTest::newRow("a place of a git key") << git << "[a]\n\tk = 1\n\tk = 2\n"_ba << u"a.k[0]"_s << u"n"_s
                                          << u"2:6: members of a repeated key have no keys"_s;
    QTest::newRow("systemd section") << systemd << "[a]\nb=1\n[c]\n[a]\n"_ba << u"a"_s << u"n"_s
                                     << u"[n]\nb=1\n[c]\n[n]\n"_s;
    QTest::newRow("QSettings key") << qsettings << "[a]\nb = 1,2\n"_ba << u"a.b"_s << u"n m"_s
                                   << u"[a]\nn%20m = 1,2\n"_s;
    QTest::newRow("QSettings section")
        << qsettings << "[ a%20b ]\nb=1\n"_ba << u"\"a b\""_s << u"n m"_s << u"[ n%20m ]\nb=1\n"_s;
    QTest::newRow(".env key") << env << "export A = 1\n"_ba << u"A"_s << u"N"_s << u"export N = 1\n"_s;
    QTest::newRow("property") << properties << "a b\n"_ba << u"a"_s << u"n:m"_s << u"n\\:m b\n"_s;
    QTest::newRow("property without a name")
        << properties << "a b\n"_ba << u"a"_s << u""_s << u"1:3: expected a key, found none"_s;
}

void TestLineEdits::renames()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(QString, key);
    QFETCH(QString, after);
    QCOMPARE(shown(renameKey(parsed(id, before), pathOf(path), key)), after);
}

void TestLineEdits::moves_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("after");

    QTest::newRow("git place to the front")
        << git << "[a]\n\tk = 1\n\tb = 5\n\tk = 2 # x\n\tK\n"_ba << u"a.k[2]"_s << 0
        << u"[a]\n\tk\n\tb = 5\n\tk = 1 # x\n\tK = 2\n"_s;
    QTest::newRow("git place to the back") << git << "[a]\n\tk = 1\n\tk = 2\n\tk = 3\n"_ba << u"a.k[0]"_s << 2
                                           << u"[a]\n\tk = 2\n\tk = 3\n\tk = 1\n"_s;
    QTest::newRow("systemd place with its lines")
        << systemd << "[a]\nk=1\\\n  2\nk=3\n"_ba << u"a.k[1]"_s << 0 << u"[a]\nk=3\nk=1\\\n  2\n"_s;
    QTest::newRow("QSettings member")
        << qsettings << "[a]\nb=1 , \"2,\",3\n"_ba << u"a.b[1]"_s << 0 << u"[a]\nb=\"2,\" , 1,3\n"_s;
    QTest::newRow("an INI key has no place") << ini << "[a]\nb=1\n"_ba << u"a.b"_s << 0
                                             << u"2:3: only members of a list have an order that counts"_s;
}

void TestLineEdits::moves()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(int, position);
    QFETCH(QString, after);
    QCOMPARE(shown(moveElement(parsed(id, before), pathOf(path), position)), after);
}

void TestLineEdits::addsToFilesThatEndInAnyWay_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("text");
    for (const FormatId id : {ini, git, systemd, qsettings, env, properties}) {
        const bool hasSections = id != env && id != properties;
        for (const char *end :
             {"", "\n", "\n\n", "\n \n", "\r\n", "\r\n\r\n", "\n# c", "\n# c\n", "\n\n# c\n\n"}) {
            const QByteArray text = (hasSections ? "[a]\nb=1"_ba : "b=1"_ba) + end;
            QTest::addRow("%s %s", qPrintable(format(id).shortName()),
                          text.toPercentEncoding("[]=#").constData())
                << id << text;
        }
    }
}

/// Whatever was added goes again without a trace, and the file ends as it did.
void TestLineEdits::addsToFilesThatEndInAnyWay()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, text);
    const Document document = parsed(id, text);
    const bool hasSections = id != env && id != properties;
    const KeyPath container = hasSections ? KeyPath{u"a"_s} : KeyPath();
    const Result<Edit> added = addValue(document, container.child(u"n"_s), Value::integer(2));
    QVERIFY2(added, qPrintable(shown(added)));
    QCOMPARE(added->result.bytes().endsWith('\n'), text.endsWith('\n'));
    const Result<Edit> removed = removeValue(added->result, container.child(u"n"_s));
    QCOMPARE(shown(removed), decodedUtf8(text));
    if (!hasSections)
        return;
    const Result<Edit> section = addValue(document, {u"n"_s}, ::section);
    QVERIFY2(section, qPrintable(shown(section)));
    QCOMPARE(section->result.bytes().endsWith('\n'), text.endsWith('\n'));
    QVERIFY(section->result.bytes().contains(document.facts().newLine + "[n]"));
    const Result<Edit> without = removeValue(section->result, {u"n"_s});
    QVERIFY2(without, qPrintable(shown(without)));
    QCOMPARE(without->result.bytes().trimmed(), text.trimmed());
}

QTEST_GUILESS_MAIN(TestLineEdits)
#include "tst_lineedits.moc"
