/// Tables in CSV files, for training data and for predictions.
module dev.autograd.csv {
    requires transitive dev.autograd;
    requires de.siegmar.fastcsv;
    requires static org.jspecify;

    exports dev.autograd.csv;
}
