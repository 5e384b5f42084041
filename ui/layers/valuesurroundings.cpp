#include "layers/valuesurroundings.h"

#include <QtCore/QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr int maximumOtherFiles = 5;

/// Sentences about layers, with links.
class LayerText
{
    Q_DECLARE_TR_FUNCTIONS(LayerText)

public:
    explicit LayerText(const ValueSurroundings &surroundings)
    {
        QStringList lines;
        for (const LayerStory &story : surroundings.layers)
            lines += storyText(story);
        if (surroundings.layers.isEmpty())
            lines += othersText(surroundings.otherFiles);
        const QString wish = surroundings.layers.isEmpty() ? tr("Declare layers…") : tr("Change layers…");
        lines += link(layersLink(), wish);
        m_text.html = lines.join(u"<br>"_s);
    }

    const LinkedText &text() const { return m_text; }

private:
    static QString link(const QString &target, const QString &text)
    {
        return u"<a href='%1'>%2</a>"_s.arg(target, text.toHtmlEscaped());
    }

    /// Where it stands, which is a link, and what it is.
    QString placedText(const PlacedValue &placed)
    {
        const QString value =
            placed.key.isEmpty() ? placed.value : tr("%1: %2").arg(placed.key, placed.value);
        const Origin &origin = placed.origin;
        if (origin.source.isEmpty())
            return tr("variables (%1)")
                .arg(value)
                .toHtmlEscaped(); // those of a table have no name of their own
        if (origin.layer != Origin::Layer::File)
            return tr("the variable %1 (%2)").arg(origin.source, value).toHtmlEscaped();
        m_text.places += origin;
        const QString place = link(QString::number(m_text.places.size() - 1), origin.toString());
        return tr("%1 (%2)").arg(place, value.toHtmlEscaped());
    }

    QString listText(const QList<PlacedValue> &values)
    {
        QStringList texts;
        for (const PlacedValue &value : values)
            texts += placedText(value);
        return texts.join(tr(", "));
    }

    QString othersText(const OtherFiles &others)
    {
        if (others.values.isEmpty())
            return tr("No other file of this folder has this key.");
        QString list = listText(others.values);
        if (others.hasMore)
            list += tr(", ") + u'…';
        return tr("Also given in %1. Which file counts is up to the program.").arg(list);
    }

    QString storyText(const LayerStory &story)
    {
        const QString place = tr("Layer %1 of %2 (%3).")
                                  .arg(story.layer)
                                  .arg(story.set.count())
                                  .arg(orderText(story.set).toHtmlEscaped());
        QStringList sentences{standingText(story)};
        if (!story.others.isEmpty())
            sentences += story.standing == LayerStory::Standing::InForce
                             ? tr("Hides %1.").arg(listText(story.others))
                             : tr("Also given in %1.").arg(listText(story.others));
        if (!story.set.environmentPrefix.isEmpty())
            sentences += tr("Variables are those of this window; the program may be given others.");
        return place + u"<br>"_s + sentences.join(u' ');
    }

    QString standingText(const LayerStory &story)
    {
        switch (story.standing) {
        case LayerStory::Standing::InForce:
            return tr("In force.");
        case LayerStory::Standing::Merged:
            return tr("The layers are merged key by key.");
        case LayerStory::Standing::Hidden:
            return tr("Hidden by %1.").arg(placedText(*story.stronger));
        case LayerStory::Standing::Repeated:
            return tr("Not in force, because its file gives the key again further down.");
        case LayerStory::Standing::Unread:
            break;
        }
        return tr("Not in force, because the file on disk does not hold it.");
    }

    LinkedText m_text;
};

} // namespace

ValueSurroundings surroundings(const SurroundingsQuery &query)
{
    ValueSurroundings found;
    found.position = query.document.position(query.begin);
    for (const LayerSet &set : query.sets) {
        LayerStory story = layerStory(set, query.environment, query.snapshot, query.path, query.key);
        if (query.isShadowed && story.standing == LayerStory::Standing::InForce)
            story.standing = LayerStory::Standing::Repeated;
        found.layers += story;
    }
    if (query.sets.isEmpty())
        found.otherFiles = otherFiles(query.snapshot, query.path, query.key, maximumOtherFiles);
    return found;
}

QString layersLink()
{
    return u"layers"_s;
}

LinkedText layerText(const ValueSurroundings &surroundings)
{
    return LayerText(surroundings).text();
}

} // namespace retune
