namespace Adc.Compiler.Ir;

/// <summary>Element type, shape and quantization of a tensor.</summary>
public sealed record TensorType(ElementType Element, Shape Shape, Quantization? Quantization = null)
{
    public int SizeInBytes => checked(Shape.ElementCount * Element.SizeInBytes());

    public override string ToString() =>
        Quantization is null ? $"{Element.DisplayName()} {Shape}" : $"{Element.DisplayName()} {Shape} {Quantization}";
}
