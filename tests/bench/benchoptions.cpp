#include "benchoptions.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

#include <cstdio>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

namespace retune {

QMap<QString, int> numbersFrom(const QString &description, const QList<NumberOption> &options)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(description);
    parser.addHelpOption();
    for (const NumberOption &option : options) {
        parser.addOption(
            QCommandLineOption(option.name, option.description, u"n"_s, QString::number(option.fallback)));
    }
    parser.process(QCoreApplication::arguments());
    QMap<QString, int> numbers;
    for (const NumberOption &option : options) {
        bool isNumber = false;
        const int value = parser.value(option.name).toInt(&isNumber);
        if (!isNumber || value < 0) {
            std::fprintf(stderr, "expected a whole number for --%s, found \"%s\"\n", qPrintable(option.name),
                         qPrintable(parser.value(option.name)));
            std::exit(2);
        }
        numbers.insert(option.name, value);
    }
    return numbers;
}

} // namespace retune
