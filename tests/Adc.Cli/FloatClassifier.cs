using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Quantizing;

namespace Adc.Tests.Cli;

/// <summary>A classifier of six numbers in float32.</summary>
internal static class FloatClassifier
{
    /// <summary>A folder with float.tflite and 20 rows for it, x.npy.</summary>
    public static WorkFolder Folder()
    {
        var draft = new FloatDraft();
        var folder = new WorkFolder();
        folder.Write("float.tflite", TfLiteExport.Write(draft.Build(draft.Add(new Softmax(), [1, 3], draft.Dense(draft.Dense(draft.Input(1, 6), 5, Activation.Relu), 3)))));
        folder.Write("x.npy", SmallModel.Rows(20));
        return folder;
    }
}
