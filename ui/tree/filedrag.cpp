#include "tree/filedrag.h"

#include "style/icons.h"
#include "tree/settingsmodel.h"
#include "tree/settingsview.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QDrag>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr QSize pictureSize(16, 16);

bool isFile(const QModelIndex &index)
{
    return index.isValid() && !index.parent().isValid();
}

} // namespace

FileDrag::FileDrag(SettingsView *view, SettingsModel *model, Locate locate)
    : QObject(view)
    , m_view(view)
    , m_model(model)
    , m_locate(std::move(locate))
{
    view->viewport()->installEventFilter(this);
}

QStringList FileDrag::files() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows(SettingsModel::NameColumn);
    const QModelIndex current = m_view->currentIndex().siblingAtColumn(SettingsModel::NameColumn);
    if (!rows.contains(current))
        rows = {current};
    std::sort(rows.begin(), rows.end());
    QStringList files;
    for (const QModelIndex &row : rows) {
        if (isFile(row))
            files += m_model->path(row);
    }
    return files;
}

std::unique_ptr<QMimeData> FileDrag::mimeData(const QStringList &files) const
{
    QList<QUrl> urls;
    QStringList paths;
    for (const QString &file : files) {
        paths += m_locate(file);
        urls += QUrl::fromLocalFile(paths.last());
    }
    auto data = std::make_unique<QMimeData>();
    data->setUrls(urls);
    data->setText(paths.join(u'\n'));
    return data;
}

bool FileDrag::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease:
        m_isPressed = false;
        return false;
    default:
        return false;
    }
}

bool FileDrag::press(const QMouseEvent &event)
{
    const QModelIndex index = m_view->indexAt(event.position().toPoint());
    m_pressed = event.position().toPoint();
    m_isPressed = event.button() == Qt::LeftButton && event.modifiers() == Qt::NoModifier && isFile(index) &&
                  m_pressed.x() >= m_view->visualRect(index).left(); // not on the arrow that opens the file
    return false;
}

bool FileDrag::move(const QMouseEvent &event)
{
    if (!m_isPressed || !(event.buttons() & Qt::LeftButton))
        return false;
    if ((event.position().toPoint() - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_isPressed = false;
        drag();
    }
    return true; // else the view selects what the mouse goes over
}

void FileDrag::drag()
{
    const QStringList dragged = files();
    if (dragged.isEmpty())
        return;
    auto *drag = new QDrag(m_view); // deletes itself
    drag->setMimeData(mimeData(dragged).release());
    drag->setPixmap(icon(u"file"_s).pixmap(pictureSize, m_view->devicePixelRatioF()));
    drag->exec(Qt::CopyAction);
}

} // namespace retune
