#include "layers/layerset.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct LayerOrder
{
    Q_DECLARE_TR_FUNCTIONS(LayerOrder)
};

} // namespace

QString orderText(const LayerSet &set)
{
    QString text;
    for (const QString &file : set.files)
        text = text.isEmpty() ? file : LayerOrder::tr("%1 over %2").arg(file, text);
    if (set.environmentPrefix.isEmpty())
        return text;
    const QString variables = LayerOrder::tr("variables %1…").arg(set.environmentPrefix);
    return text.isEmpty() ? variables : LayerOrder::tr("%1 over %2").arg(variables, text);
}

QJsonArray toJson(const QList<LayerSet> &sets)
{
    QJsonArray array;
    for (const LayerSet &set : sets)
        array.append(QJsonObject{{u"files"_s, QJsonArray::fromStringList(set.files)},
                                 {u"variables"_s, set.environmentPrefix}});
    return array;
}

QList<LayerSet> layerSets(const QJsonArray &array)
{
    QList<LayerSet> sets;
    for (const QJsonValue &value : array) {
        LayerSet set;
        for (const QJsonValue &file : value[u"files"_s].toArray())
            set.files += file.toString();
        set.files.removeAll(QString());
        set.environmentPrefix = value[u"variables"_s].toString();
        if (set.count() > 0)
            sets += set;
    }
    return sets;
}

} // namespace retune
