using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>What the run of the test data leaves as files: quantized inputs, and outputs as the target computes them.</summary>
internal sealed class RecordedRows : IDisposable
{
    private readonly List<SpooledRows> files = [];
    private SpooledRows? inputs;
    private SpooledRows? outputs;

    /// <summary>Column that the target computes.</summary>
    public ReferenceColumn Column { get; private set; }

    /// <param name="name">The model's: prefix of the files.</param>
    public void Open(ModelConfig config, string name, int rows, IReadOnlyList<EvaluatedColumn> columns)
    {
        if (config.Data.WritesQuantizedData.Value && columns.FirstOrDefault(IsOfAllRows) is { } any)
        {
            files.Add(inputs = new SpooledRows($"{name}_q_data.npy", rows, any.Input));
        }

        if (config.Reference.Layers.Value != RecordedTensors.None && columns.LastOrDefault(IsOfAllRows) is { } last)
        {
            Column = last.Column;
            files.Add(outputs = new SpooledRows($"{name}_outputs.npy", rows, last.Output));
        }
    }

    private static bool IsOfAllRows(EvaluatedColumn column) => column.Column is ReferenceColumn.Int8 or ReferenceColumn.Mvp;

    public void Input(int position, ConstantData row) => inputs?.Write(position, row);

    public void Output(ReferenceColumn column, int position, ConstantData row)
    {
        if (column == Column)
        {
            outputs?.Write(position, row);
        }
    }

    public void SaveIn(string folder) => files.ForEach(file => file.SaveIn(folder));

    public void Dispose() => files.ForEach(file => file.Dispose());
}
