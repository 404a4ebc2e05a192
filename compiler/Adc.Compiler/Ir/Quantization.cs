using System.Globalization;

namespace Adc.Compiler.Ir;

/// <summary>Affine quantization: real = scale * (q - zero point), per tensor or per slice along one axis.</summary>
/// <param name="Scales">One scale, or one per slice along <paramref name="Axis"/>; finite and positive.</param>
/// <param name="ZeroPoints">As many as scales.</param>
/// <param name="Axis">The axis of per-channel quantization; 0 and of no meaning for one scale.</param>
public sealed record Quantization(Sequence<float> Scales, Sequence<int> ZeroPoints, int Axis = 0)
{
    public static Quantization PerTensor(float scale, int zeroPoint) => new([scale], [zeroPoint]);

    public bool IsPerChannel => Scales.Count > 1;

    /// <summary>The scale of the whole tensor, or of its first channel.</summary>
    public float Scale => Scales[0];

    /// <summary>The zero point of the whole tensor, or of its first channel.</summary>
    public int ZeroPoint => ZeroPoints[0];

    public override string ToString() => IsPerChannel
        ? string.Create(CultureInfo.InvariantCulture, $"{Scales.Count} scales on axis {Axis}")
        : string.Create(CultureInfo.InvariantCulture, $"scale {Scale:G9} zero {ZeroPoint}");
}
