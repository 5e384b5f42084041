#include "translations.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>
#include <QtCore/QTranslator>

// Expands to a declaration, which has to stand outside of the namespace.
static void initializeResource()
{
    Q_INIT_RESOURCE(translations);
}

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

void install(const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(qApp);
    if (translator->load(name, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

/// The first of the user's languages that there are words in. QTranslator would take the second one of somebody who prefers
/// English, because there is no file for that.
QLocale firstKnown(const QLocale &locale)
{
    for (const QString &name : locale.uiLanguages()) {
        const QLocale known(name);
        if (known.language() == QLocale::English)
            break;
        if (known.language() == QLocale::Chinese && known.script() == QLocale::SimplifiedHanScript)
            return QLocale(QLocale::Chinese, QLocale::China);
    }
    return QLocale::c();
}

} // namespace

QLocale spokenLanguage(const QString &language)
{
    return firstKnown(language.isEmpty() ? QLocale() : QLocale(language));
}

void installTranslations(const QString &language)
{
    if (!language.isEmpty())
        QLocale::setDefault(QLocale(language));
    const QLocale locale = spokenLanguage(language);
    if (locale == QLocale::c())
        return;
    initializeResource();
    install(u"qtbase_"_s + locale.name(), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(u"retune_"_s + locale.name(), u":/translations"_s);
}

} // namespace retune
