#pragma once

#include <QtCore/QLocale>
#include <QtCore/QString>

namespace retune {

/// Lets every sentence made from now on be in a language, and dates and numbers with it: by the name of its locale, as in
/// `zh_CN`, or that of the system where it is empty. English is what the sources are written in, so it stands for every
/// language that there is no translation for. To be called once, before the first sentence, with a QCoreApplication.
void installTranslations(const QString &language = {});

/// The language that sentences will be in where `language` is asked for, as above: C stands for that of the sources.
QLocale spokenLanguage(const QString &language);

} // namespace retune
