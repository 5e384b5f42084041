#include "layers/explainpopup.h"

#include "style/linklabel.h"
#include "style/theme.h"
#include "tree/valuetext.h"

#include <retune/format/secret.h>

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtGui/QTextDocumentFragment>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTreeWidget>

#include <algorithm>

namespace retune {

namespace {

constexpr int popupWidth = 440;
constexpr int margin = 12;
constexpr int rowPadding = 6;
constexpr int maximumLength = 200;
constexpr int maximumRows = 6; // the rest is scrolled

QString whenText(const QDateTime &when)
{
    return QLocale().toString(when.toLocalTime(), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString whoText(const ValueChange &change)
{
    if (change.isFirst)
        return ExplainPopup::tr("the oldest that is kept");
    if (!change.source)
        return ExplainPopup::tr("not known");
    switch (*change.source) {
    case RevisionSource::Retune:
        return ExplainPopup::tr("Retune");
    case RevisionSource::AnotherProgram:
        return ExplainPopup::tr("another program");
    case RevisionSource::Found:
        break;
    }
    return ExplainPopup::tr("not known, the folder was closed");
}

/// Who brought the change about, after the moment of it.
QString byWhom(const ValueChange &change)
{
    if (!change.source)
        return ExplainPopup::tr("%1, it is not known by whom");
    switch (*change.source) {
    case RevisionSource::Retune:
        return ExplainPopup::tr("%1, by Retune");
    case RevisionSource::AnotherProgram:
        return ExplainPopup::tr("%1, by another program");
    case RevisionSource::Found:
        break;
    }
    return ExplainPopup::tr("before %1, while the folder was closed");
}

QString lastChangeText(const QList<ValueChange> &changes)
{
    if (changes.isEmpty())
        return ExplainPopup::tr("none known");
    const ValueChange &last = changes.first();
    if (last.isFirst)
        return ExplainPopup::tr("none since %1, when its history began").arg(whenText(last.when));
    const QString text = byWhom(last).arg(whenText(last.when));
    return last.label.isEmpty() ? text : ExplainPopup::tr("%1 (%2)").arg(text, last.label);
}

/// Says `text` in the row `name`, for screen readers too.
void setRow(QLabel *label, const QString &name, const QString &text)
{
    if (label->text() == text)
        return; // what is selected in it stays
    label->setText(text);
    const bool isRich = label->textFormat() == Qt::RichText;
    label->setAccessibleName(ExplainPopup::tr("%1: %2").arg(
        name, isRich ? QTextDocumentFragment::fromHtml(text).toPlainText() : text));
}

} // namespace

ExplainPopup::ExplainPopup(const ValueStory &story, QWidget *parent)
    : QFrame(parent, Qt::Tool | Qt::FramelessWindowHint)
    , m_rows(new QFormLayout(this))
    , m_title(makeTitle())
    , m_gone(makeGone())
    , m_value(addRow(tr("Value")))
    , m_place(addLinks(tr("Place")))
    , m_layer(addLinks(tr("Layer")))
    , m_state(addRow(tr("State")))
    , m_last(addRow(tr("Last change")))
{
    setFrameStyle(StyledPanel);
    setFixedWidth(popupWidth);
    m_rows->setContentsMargins(margin, margin - 2, margin, margin);
    // The least height of wrapped texts is that of the narrowest width, which is not the one they have here.
    m_rows->setSizeConstraint(QLayout::SetNoConstraint);
    m_rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    setRow(m_last, tr("Last change"), tr("Looking it up…"));
    makeOlder();
    setStory(story);
}

// Rows

QLabel *ExplainPopup::makeText()
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QLabel *ExplainPopup::makeTitle()
{
    QLabel *title = makeText();
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    m_rows->addRow(title);
    return title;
}

QLabel *ExplainPopup::makeGone()
{
    QLabel *gone = makeText();
    QPalette palette = gone->palette();
    palette.setColor(QPalette::WindowText, errorText(palette));
    gone->setPalette(palette);
    m_rows->addRow(gone);
    m_rows->setRowVisible(gone, false);
    return gone;
}

QLabel *ExplainPopup::addRow(const QString &name)
{
    QLabel *value = makeText();
    addNamed(name, value);
    return value;
}

QLabel *ExplainPopup::addLinks(const QString &name)
{
    auto *links = new LinkLabel(this);
    connect(links, &QLabel::linkActivated, this, &ExplainPopup::follow);
    addNamed(name, links);
    return links;
}

void ExplainPopup::addNamed(const QString &name, QLabel *value)
{
    auto *label = new QLabel(name, this);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, quietText(palette));
    label->setPalette(palette);
    m_rows->addRow(label, value);
}

void ExplainPopup::makeOlder()
{
    m_olderTitle = makeText();
    m_olderTitle->setText(tr("Older values"));
    m_olderTitle->hide();
    m_older = new QTreeWidget(this);
    m_older->setHeaderLabels({tr("Value"), tr("Until"), tr("Changed by")});
    m_older->setAccessibleName(tr("Older values"));
    m_older->setRootIsDecorated(false);
    m_older->setUniformRowHeights(true);
    m_older->header()->setStyleSheet(headerStyleSheet());
    m_older->header()->setStretchLastSection(false);
    m_older->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_older->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_older->hide();
    m_putBack = new QPushButton(tr("Put This Value Back"), this);
    m_putBack->setToolTip(tr("Give the key this value again, as an edit that can be undone"));
    m_putBack->hide();
    m_rows->addRow(m_olderTitle);
    m_rows->addRow(m_older);
    m_rows->addRow(m_putBack);
    connect(m_putBack, &QPushButton::clicked, this, &ExplainPopup::putBack);
    connect(m_older, &QTreeWidget::itemActivated, this, &ExplainPopup::putBack);
}

// What they say

void ExplainPopup::setStory(const ValueStory &story)
{
    m_story = story;
    setAccessibleName(tr("About %1").arg(story.subject));
    if (m_title->text() != story.subject)
        m_title->setText(story.subject);
    m_rows->setRowVisible(m_gone, false);
    setRow(m_value, tr("Value"), tr("%1 (%2)").arg(story.value, story.type));
    showPlace();
    showLayers();
    setRow(m_state, tr("State"),
           story.changes.isEmpty() ? tr("As it was when the folder was opened")
                                   : story.changes.join(QLatin1Char('\n')));
    fitHeight();
}

void ExplainPopup::setGone(const QString &why)
{
    m_gone->setText(why);
    m_rows->setRowVisible(m_gone, true);
    setAccessibleName(tr("About %1: %2").arg(m_story.subject, why));
    fitHeight();
}

void ExplainPopup::showPlace()
{
    QString place = m_story.path;
    if (m_story.surroundings) {
        const TextPosition position = m_story.surroundings->position;
        place = QStringLiteral("%1:%2:%3").arg(place).arg(position.line).arg(position.column);
    }
    setRow(m_place, tr("Place"), QStringLiteral("<a href='place'>%1</a>").arg(place.toHtmlEscaped()));
    m_place->setAccessibleName(tr("Place: %1. Enter shows it in the text").arg(place));
    m_place->setToolTip(tr("Show it in the text"));
}

void ExplainPopup::showLayers()
{
    m_layerText =
        m_story.surroundings ? layerText(*m_story.surroundings) : LinkedText{tr("Looking it up…"), {}};
    setRow(m_layer, tr("Layer"), m_layerText.html);
}

void ExplainPopup::follow(const QString &link)
{
    if (link == layersLink())
        return Q_EMIT layersRequested();
    bool isNumber = false;
    const int number = link.toInt(&isNumber);
    if (isNumber && number < m_layerText.places.size()) {
        const Origin place = m_layerText.places.at(number);
        return Q_EMIT placeRequested(place.source, place.position);
    }
    const TextPosition own = m_story.surroundings ? m_story.surroundings->position : TextPosition();
    Q_EMIT placeRequested(QString(m_story.path), own);
}

QString ExplainPopup::shown(const std::optional<Value> &value) const
{
    return m_story.isSecret ? secretMask() : onOneLine(value->text, maximumLength);
}

void ExplainPopup::setChanges(const QList<ValueChange> &changes)
{
    setRow(m_last, tr("Last change"), lastChangeText(changes));
    QList<ValueChange> older = changes;
    older.removeIf(
        [](const ValueChange &change) { return !change.before || !isScalar(change.before->kind); });
    if (older != m_changes)
        showOlder(older);
    fitHeight();
}

/// The row that is chosen stays so, and stays where it is: newer ones come above it.
void ExplainPopup::showOlder(const QList<ValueChange> &older)
{
    const bool isFirst = m_changes.isEmpty();
    const qsizetype added = older.size() - m_changes.size();
    const int chosen = m_older->indexOfTopLevelItem(m_older->currentItem());
    const qsizetype row = chosen < 0 ? 0 : std::max<qsizetype>(older.indexOf(m_changes.at(chosen)), 0);
    const int scrolled = m_older->verticalScrollBar()->value();
    m_changes = older;
    m_older->clear();
    for (const ValueChange &change : older) {
        auto *item =
            new QTreeWidgetItem(m_older, {shown(change.before), whenText(change.when), whoText(change)});
        item->setSizeHint(0, QSize(0, fontMetrics().height() + rowPadding));
    }
    for (QWidget *part : {static_cast<QWidget *>(m_olderTitle), static_cast<QWidget *>(m_older),
                          static_cast<QWidget *>(m_putBack)})
        part->setVisible(!older.isEmpty());
    if (older.isEmpty())
        return;
    const int rows = std::min(m_older->topLevelItemCount(), maximumRows);
    m_older->setFixedHeight(m_older->header()->sizeHint().height() + rows * m_older->sizeHintForRow(0) +
                            2 * m_older->frameWidth() + 2);
    m_rows->activate();
    m_older->setCurrentItem(m_older->topLevelItem(int(row)));
    if (isFirst && (!focusWidget() || focusWidget() == this)) // the user is at nothing else
        m_older->setFocus();
    if (!isFirst)
        m_older->verticalScrollBar()->setValue(scrolled + int(added));
}

void ExplainPopup::fitHeight()
{
    m_rows->activate();
    const int height = m_rows->totalHeightForWidth(width());
    if (height == this->height())
        return;
    resize(width(), height);
    Q_EMIT resized();
}

void ExplainPopup::putBack()
{
    const int row = m_older->indexOfTopLevelItem(m_older->currentItem());
    if (row >= 0)
        Q_EMIT putBackRequested(m_changes.at(row));
}

void ExplainPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QFrame::keyPressEvent(event);
}

void ExplainPopup::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isVisible() && !isActiveWindow())
        Q_EMIT closed();
}

} // namespace retune
