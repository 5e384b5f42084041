#include "treewindowtest.h"

#include <QtWidgets/QHeaderView>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QString deep = u"deep.json"_s;
const QString flat = u"flat.json"_s;

} // namespace

/// Settings that lie in many tables, one in another.
class TestDeepRows
    : public QObject
    , protected TreeWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(flat), R"({"t": {"port": 1}})");
        openTree();
    }
    void cleanup() { closeTree(); }
    void theNameOfADeepRowCanBeRead();
    void usualRowsAreIndentedAsEver();

private:
    int nameRoom(const QModelIndex &index) const
    {
        return tree().header()->sectionSize(SettingsModel::NameColumn) - tree().visualRect(index).left();
    }
};

void TestDeepRows::theNameOfADeepRowCanBeRead()
{
    constexpr int depth = 14;
    write(path(deep), QByteArray("{\"a\": ").repeated(depth) + "1" + QByteArray("}").repeated(depth));
    QString key = u"a"_s;
    for (int i = 1; i < depth; ++i)
        key += u".a"_s;
    QTRY_VERIFY(model().nodeIndex(deep, KeyPath::parse(key).value()).isValid());
    choose(deep, key);
    QTRY_VERIFY(nameRoom(model().nodeIndex(deep, KeyPath::parse(key).value())) >= 40);
    QVERIFY(tree().indentation() < 16);
}

void TestDeepRows::usualRowsAreIndentedAsEver()
{
    choose(flat, u"t.port"_s);
    QTRY_VERIFY(tree().visualRect(tree().currentIndex()).isValid());
    QCOMPARE(tree().indentation(), 16);
}

QTEST_MAIN(TestDeepRows)
#include "tst_deeprows.moc"
